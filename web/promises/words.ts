import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { PromiseState } from '../../server/promises/contract.ts'
import type { EventWords } from '../cases/parts.ts'
import type { Tone } from '../kit/chip.tsx'

export const stateWords: Readonly<Record<PromiseState, MessageDescriptor>> = {
  open: msg`Open`,
  broken: msg`Broken`,
  kept: msg`Kept`,
  'kept-late': msg`Kept late`,
  moved: msg`Moved`,
  withdrawn: msg`Withdrawn`,
}

/** All of them, in the order in which they are shown. */
export const promiseStates = Object.keys(stateWords) as PromiseState[]

export const stateTones: Readonly<Record<PromiseState, Tone>> = {
  open: 'accent',
  broken: 'bad',
  kept: 'good',
  'kept-late': 'warn',
  moved: 'calm',
  withdrawn: 'plain',
}

/** The line for each news of a promise. */
export const promiseEventWords: EventWords = ({ event, actorName, attributes }) => {
  const what = String(attributes.what ?? '')
  const keeper = String(attributes.keeperName ?? '')
  switch (event) {
    case 'promises.made':
      return keeper === actorName
        ? msg`${actorName} promised: “${what}”`
        : msg`${actorName} promised: “${what}”. ${keeper} keeps it`
    case 'promises.due-soon':
      return msg`Soon due: “${what}”`
    case 'promises.broken':
      return msg`Not kept in time: “${what}”`
    case 'promises.kept':
      return attributes.late === true
        ? msg`${actorName}: kept late, “${what}”`
        : msg`${actorName}: kept, “${what}”`
    case 'promises.moved':
      return msg`${actorName} moved “${what}” with the customer`
    case 'promises.withdrawn':
      return msg`${actorName}: the customer no longer wants “${what}”`
    case 'promises.reopened':
      return msg`${actorName} took an answer back: “${what}” is still to be kept`
    case 'promises.handed':
      return msg`${keeper} keeps “${what}” from now on`
    case 'promises.unsaid':
      return msg`Taken back before it left: “${what}”`
    default:
      return null
  }
}
