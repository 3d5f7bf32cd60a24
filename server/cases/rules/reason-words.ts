import type { AttentionReason, CaseState } from '../contract.ts'

const attentionWords: Readonly<Record<AttentionReason, string>> = {
  mention: 'You were mentioned in a note',
  bounce: 'A reply could not be delivered',
  assigned: 'This case was given to you',
  'hand-off': 'This case is offered to you',
  'hand-off-answered': 'Your hand-off was not accepted',
  'taken-over': 'A lead took this case over from you',
  consult: 'A colleague asks for your help',
  'consult-answered': 'There is news of your question to a colleague',
  promise: 'A promise is due',
  escalation: 'Your help is asked for by the guidelines',
  'escalation-answered': 'Help you waited for has come',
  'not-solved': 'The customer says it is not solved',
  'cut-off': 'The line broke: please call the customer back',
}

/** What somebody is called for; the words of whoever called say it better than the reason alone. */
export interface Called {
  readonly reason: AttentionReason
  readonly words: string
}

/** Why a case stands in "Needs me now", in words. */
export const reasonWords = (attentions: readonly Called[], state: CaseState): string => {
  const [first] = attentions
  if (first !== undefined) return first.words || attentionWords[first.reason]
  return state === 'new' ? 'Nobody has answered yet' : 'The customer waits for your answer'
}
