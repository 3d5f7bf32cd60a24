import { useLingui } from '@lingui/react/macro'
import type { CaseState, Happening } from '../../../server/cases/contract.ts'
import type { CloseReason } from '../api.ts'
import { useCaseParts } from '../parts.ts'
import { closeWords, stateWords } from '../words.ts'

/** Taking a case, asking whether it is solved, each answer and its silence have a line of their own. */
const hasOwnLine = (from: unknown, to: unknown): boolean =>
  ['solution-proposed', 'solved', 'unconfirmed'].includes(String(to)) ||
  (to === 'open' && ['new', 'solution-proposed', 'unconfirmed'].includes(String(from)))

/** Gives the sentence for an event of the journal, or null for those that other parts of the screen show already. */
export function useEventWords(): (event: Happening) => string | null {
  const { t, i18n } = useLingui()
  const { words } = useCaseParts()
  return (happening) => {
    const { event, actorName, attributes } = happening
    const number = String(attributes.otherCaseNumber ?? '')
    switch (event) {
      case 'cases.taken':
        return t`${actorName} took this case`
      case 'cases.state-changed':
      case 'cases.reopened': {
        if (hasOwnLine(attributes.from, attributes.to)) return null
        const state = stateWords[attributes.to as CaseState]
        return state ? t`${actorName}: now “${i18n._(state)}”` : null
      }
      case 'cases.closed': {
        const reason = closeWords[attributes.reason as CloseReason]
        const words = attributes.words ? ` “${attributes.words}”` : ''
        return t`${actorName} closed this without a solution: ${reason ? i18n._(reason) : ''}${words}`
      }
      case 'cases.merged':
        return t`${actorName} merged this with #${number}`
      case 'cases.split':
        return t`${actorName} split #${number} off`
      case 'cases.moved':
        return t`${actorName} moved a contact between this and #${number}`
      case 'cases.regrouping-undone':
        return t`${actorName} took that back`
      case 'cases.message-taken-back':
        return t`${actorName} took a reply back before it left`
      default: {
        const sentence = words[event.split('.')[0] ?? '']?.(happening)
        return sentence ? i18n._(sentence) : null
      }
    }
  }
}
