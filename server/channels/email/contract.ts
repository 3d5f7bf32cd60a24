import { z } from 'zod'
import { defineAnnouncement } from '../../platform/contract/announcement.ts'
import { defineErrors } from '../../platform/contract/errors.ts'
import { adminsOnly, definePermission } from '../../platform/contract/permission.ts'
import {
  changeOf,
  emailSchema,
  idSchema,
  line,
  lineOrNothing,
  pageOf,
  prose,
  timeSchema,
} from '../../platform/contract/schemas.ts'

export const emailPermissions = {
  manage: definePermission(
    'mailboxes.manage',
    adminsOnly,
    'Set up mailboxes and see mail that could not be processed.',
  ),
}

export const emailErrors = defineErrors('email', {
  addressTaken: { status: 409, words: 'There is already a mailbox with that address.' },
  testFailed: { status: 422, words: 'The mail server did not accept this. Nothing was changed.' },
  notToSendAgain: { status: 409, words: 'Only a reply that was not delivered can be sent again.' },
  mayHaveArrived: {
    status: 409,
    words:
      'This reply may have arrived. Confirm that you want to send it again: the customer may get it twice.',
  },
  notQuarantined: { status: 409, words: 'This mail is not waiting for help any more.' },
})

const serverSchema = z.strictObject({
  host: line(253),
  port: z.number().int().min(1).max(65535),
  /** `tls` from the first byte, `starttls` required, `none` only for loopback. */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Empty where the server asks nobody to sign in, as one on this machine. */
  user: lineOrNothing(254),
})
export const mailServerSchema = serverSchema
/** A password left out keeps the stored one; it is never sent back. */
const serverInput = serverSchema.extend({ password: prose(1000).optional() })

export const mailboxSchema = z.object({
  id: idSchema,
  name: z.string(),
  address: z.string(),
  teamId: idSchema,
  imap: serverSchema.nullable(),
  smtp: serverSchema.nullable(),
  signature: z.string(),
  lastSuccessAt: timeSchema.nullable(),
  lastError: z.string().nullable(),
  lastErrorAt: timeSchema.nullable(),
  switchedOff: z.boolean(),
  version: z.number().int(),
})
export type Mailbox = z.infer<typeof mailboxSchema>

export const newMailboxSchema = z.strictObject({
  name: line(120),
  address: emailSchema,
  teamId: idSchema,
  /** Null: mail reaches this address through our own listener. */
  imap: serverInput.nullable().default(null),
  smtp: serverInput.nullable().default(null),
  signature: prose(4000).default(''),
})
export const changeMailboxSchema = changeOf(newMailboxSchema).extend({ switchedOff: z.boolean().optional() })
export const testMailboxSchema = z.strictObject({
  mailboxId: idSchema.optional(),
  imap: serverInput.nullable().default(null),
  smtp: serverInput.nullable().default(null),
})
export const mailboxTestSchema = z.object({
  imap: z.object({ ok: z.boolean(), words: z.string() }).nullable(),
  smtp: z.object({ ok: z.boolean(), words: z.string() }).nullable(),
})

export const sendAgainSchema = z.strictObject({
  /** Needed for a reply that may have arrived: the customer may get it twice. */
  evenIfArrived: z.boolean().default(false),
})

/** Where a case may belong, whose first mail answered another one that its writer takes no part in. */
export const doubtSchema = z.object({
  belongsTo: z.object({ id: idSchema, number: z.number(), need: z.string() }).nullable(),
})

/** A mail that could not be processed: kept whole, shown, and tried again on a click. */
export const keptMailSchema = z.object({
  id: idSchema,
  mailFrom: z.string().nullable(),
  recipients: z.array(z.string()),
  size: z.number().int(),
  receivedAt: timeSchema,
  state: z.enum(['received', 'placed', 'ignored', 'quarantined']),
  reason: z.string().nullable(),
  attempts: z.number().int(),
})
export const keptMailPageSchema = pageOf(keptMailSchema)

export const emailAnnouncements = {
  mailboxChanged: defineAnnouncement('email.mailbox-changed', z.object({ name: z.string() })),
  quarantined: defineAnnouncement(
    'email.quarantined',
    z.object({ rawMailId: z.number(), reason: z.string() }),
  ),
  ignored: defineAnnouncement('email.ignored', z.object({ rawMailId: z.number(), reason: z.string() })),
  /** A new case whose sender answered another case in which they take no part. */
  threadDoubted: defineAnnouncement('email.thread-doubted', z.object({ otherCaseId: z.number() })),
}
