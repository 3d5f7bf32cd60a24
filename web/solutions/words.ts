import { msg } from '@lingui/core/macro'
import type { EventWords } from '../cases/parts.ts'

/** The sentence for what happened to a proposal. */
export const solutionWords: EventWords = ({ event, actorName, attributes }) => {
  switch (event) {
    case 'solutions.proposed':
      return msg`${actorName} asked the customer whether it is solved`
    case 'solutions.confirmed':
      return attributes.by === 'spoken'
        ? msg`The customer told ${actorName} that it is solved`
        : msg`${actorName} says: solved`
    case 'solutions.not-yet':
      return attributes.by === 'spoken'
        ? msg`The customer told ${actorName} that it is not solved yet`
        : msg`${actorName} says: not solved yet`
    case 'solutions.reminded':
      return msg`The customer was reminded that we asked`
    case 'solutions.silent':
      return msg`No answer: it rests unconfirmed`
    case 'solutions.overtaken':
      return msg`Something newer was said, so the question no longer counts`
    case 'solutions.withdrawn':
      return msg`${actorName} took the question back`
    default:
      return null
  }
}
