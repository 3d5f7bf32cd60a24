import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { CaseState, Channel, Leg, ListName, Message } from '../../server/cases/contract.ts'
import type { Tone } from '../kit/chip.tsx'
import type { CloseReason } from './api.ts'

export const listWords: Record<ListName, MessageDescriptor> = {
  'needs-me': msg`Needs me now`,
  mine: msg`Mine`,
  team: msg`Team`,
  'waiting-for-customer': msg`Waiting for the customer`,
  unconfirmed: msg`Unconfirmed`,
  all: msg`All`,
}

export const listNames = Object.keys(listWords) as ListName[]

/** The list an address names; anything else is the first one. */
export function listOf(name: string): ListName {
  return listNames.find((one) => one === name) ?? 'needs-me'
}

export const stateWords: Record<CaseState, MessageDescriptor> = {
  new: msg`New`,
  open: msg`Open`,
  'waiting-for-customer': msg`Waiting for the customer`,
  'solution-proposed': msg`Solution proposed`,
  solved: msg`Solved`,
  unconfirmed: msg`Unconfirmed`,
  'closed-without-solution': msg`Closed without solution`,
}

export const stateTones: Record<CaseState, Tone> = {
  new: 'accent',
  open: 'accent',
  'waiting-for-customer': 'plain',
  'solution-proposed': 'calm',
  solved: 'good',
  unconfirmed: 'warn',
  'closed-without-solution': 'plain',
}

export const channelWords: Record<Channel, MessageDescriptor> = {
  email: msg`E-mail`,
  chat: msg`Chat`,
  form: msg`Form`,
  call: msg`Call`,
  visit: msg`Visit`,
}

export const closeWords: Record<CloseReason, MessageDescriptor> = {
  spam: msg`It is spam`,
  duplicate: msg`It doubles another case`,
  withdrawn: msg`The customer withdrew it`,
  'not-for-us': msg`It is not for us`,
  'no-answer-needed': msg`It needs no answer`,
}

export const legEndWords: Record<Leg['howEnded'], MessageDescriptor> = {
  resolved: msg`helped`,
  transferred: msg`passed on`,
  'sent-elsewhere': msg`sent elsewhere`,
  disconnected: msg`cut off`,
  abandoned: msg`gave up waiting`,
  ended: msg`ended`,
}

export const deliveryWords: Record<NonNullable<Message['delivery']>, MessageDescriptor> = {
  held: msg`Leaves in a moment`,
  queued: msg`On its way`,
  sent: msg`Sent`,
  deferred: msg`Delayed; it is still being tried`,
  bounced: msg`Came back: it did not reach the customer`,
  failed: msg`Could not be sent`,
  uncertain: msg`Not certain that it arrived`,
  'taken-back': msg`Taken back`,
}

/** Why it did not arrive, and what can be done. */
export const deliveryReasonWords: Record<NonNullable<Message['deliveryReason']>, MessageDescriptor> = {
  'no-such-address': msg`There is no such address. Check its spelling, or reach the customer in another way.`,
  'no-such-domain': msg`The part behind the @ does not exist. Check its spelling, or reach the customer in another way.`,
  'mailbox-full': msg`Their mailbox is full. Send it again later, or reach them in another way.`,
  'switched-off': msg`Their mailbox is switched off. Reach them in another way.`,
  'sender-refused': msg`Their mail server refuses mail from ours. An administrator can find out why; what it said stands here.`,
  'content-refused': msg`Their mail server refused what was in it: words, links or a file. Change that and write again.`,
  filtered: msg`A filter on their side did not let it through. Reach them in another way.`,
  'too-large': msg`It was too large for their mail server. Send it again with smaller files.`,
  'too-many': msg`Their mail server gets too much mail at once. Send it again later.`,
  'out-of-reach': msg`Their mail server could not be reached. Send it again later.`,
  unknown: msg`Their mail system did not say why. Send it again, or reach them in another way.`,
}
