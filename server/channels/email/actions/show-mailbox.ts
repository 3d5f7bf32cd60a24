import type { z } from 'zod'
import { type mailboxSchema, mailServerSchema } from '../contract.ts'
import type { MailboxRow } from '../queries/mailboxes.ts'

type Shown = z.input<typeof mailboxSchema>

/** How it fares, as far as somebody has looked; nothing waits in one that was just made. */
type Fare = Pick<Shown, 'waiting' | 'unreadSince' | 'alarm' | 'signIn' | 'sending'>
export const unknownYet: Fare = {
  ...{ waiting: { mails: 0, since: null }, unreadSince: null, alarm: null, signIn: null },
  sending: { lastSentAt: null, error: null, errorSince: null, isAlarming: false },
}

/** A mailbox as its administrators see it: everything but its passwords. */
export const showMailbox = (row: MailboxRow, fare: Fare = unknownYet): Shown => ({
  ...fare,
  id: row.id,
  name: row.name,
  address: row.address,
  teamId: row.teamId,
  imap: mailServerSchema.nullable().parse(row.imap),
  smtp: mailServerSchema.nullable().parse(row.smtp),
  signature: row.signature,
  lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
  lastError: row.lastError,
  lastErrorAt: row.lastErrorAt?.toISOString() ?? null,
  lastErrorSince: row.lastErrorSince?.toISOString() ?? null,
  folders: row.folders,
  switchedOff: row.switchedOffAt !== null,
  version: row.version,
})
