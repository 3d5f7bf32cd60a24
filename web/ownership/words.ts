import { i18n, type MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { BriefField } from '../../server/ownership/contract.ts'
import type { EventWords } from '../cases/parts.ts'
import { duration } from '../kit/relative.ts'

export const briefWords: Record<BriefField, MessageDescriptor> = {
  need: msg`What they need, in their words`,
  done: msg`What was done`,
  promised: msg`What was promised`,
  nextStep: msg`The next step`,
  feeling: msg`How they feel`,
}

/** The quiet lines of hand-offs in the conversation. */
export const ownershipWords: EventWords = ({ event, actorName, attributes }) => {
  const to = String(attributes.toName ?? '')
  const from = String(attributes.fromName ?? '')
  const words = String(attributes.words ?? attributes.reason ?? '')
  const length = duration(Number(attributes.afterSeconds ?? 0), i18n.locale || 'en')
  switch (event) {
    case 'ownership.hand-off-offered':
      return msg`${actorName} offered this to ${to}`
    case 'ownership.hand-off-accepted':
      return msg`Handed to ${to}, accepted after ${length}`
    case 'ownership.hand-off-declined':
      return msg`${to} could not take it: “${words}”`
    case 'ownership.hand-off-returned':
      return msg`${to} asked for a fuller brief: “${words}”`
    case 'ownership.hand-off-expired':
      return msg`${to} did not answer in ${length}; ${from} still owns this`
    case 'ownership.hand-off-withdrawn':
      return msg`The offer to ${to} was taken back`
    case 'ownership.taken-over':
      return msg`${to} took this over from ${from}: “${words}”`
    default:
      return null
  }
}
