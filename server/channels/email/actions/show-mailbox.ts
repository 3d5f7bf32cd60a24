import type { z } from 'zod'
import { type mailboxSchema, mailServerSchema } from '../contract.ts'
import type { MailboxRow } from '../queries/mailboxes.ts'

/** A mailbox as its administrators see it: everything but its passwords. */
export const showMailbox = (row: MailboxRow): z.input<typeof mailboxSchema> => ({
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
  switchedOff: row.switchedOffAt !== null,
  version: row.version,
})
