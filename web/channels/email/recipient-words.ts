import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { MailRecipient, MailRecipients } from '../../../server/channels/email/contract.ts'

export const recipientWords: Record<MailRecipient['state'], MessageDescriptor> = {
  queued: msg`on its way`,
  sent: msg`their server has it`,
  deferred: msg`not taken yet; we try again`,
  delayed: msg`their server still tries`,
  bounced: msg`came back`,
  uncertain: msg`it may or may not have arrived`,
  failed: msg`refused`,
}

/** The reason alone, beside a state. */
export const shortReasonWords: Record<NonNullable<MailRecipient['reason']>, MessageDescriptor> = {
  'no-such-address': msg`there is no such address`,
  'no-such-domain': msg`the part behind the @ does not exist`,
  'mailbox-full': msg`their mailbox is full`,
  'switched-off': msg`their mailbox is switched off`,
  'sender-refused': msg`their server refuses mail from ours`,
  'content-refused': msg`their server refuses what was in it`,
  filtered: msg`a filter on their side`,
  'too-large': msg`too large for their server`,
  'too-many': msg`too much mail at once`,
  'out-of-reach': msg`out of reach for now`,
  unknown: msg`they did not say why`,
}

export const waitingWords: Record<NonNullable<MailRecipients['waiting']>, MessageDescriptor> = {
  order: msg`Waits until the mail before it has left, so that they arrive in order.`,
  limit: msg`Waits: the mailbox has sent as many mails as it may for now.`,
  mailbox: msg`Waits: our mailbox cannot send. An administrator sees why in Settings, Mailboxes. Nothing is lost.`,
}
