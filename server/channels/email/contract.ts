import { z } from 'zod'
import { deliveryReasons } from '../../cases/contract.ts'
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
  signInUnknown: {
    status: 409,
    words: 'This sign-in was not begun here, or it took too long. Begin it again at the mailbox.',
  },
  signInFailed: {
    status: 422,
    words:
      'The provider did not let us in. Check client and secret there, and sign in again. Nothing was changed.',
  },
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

/** Folders as the server names them; the first one is watched all the time. */
const folderList = z.array(line(500)).min(1).max(50)

const alarmSchema = z.object({ since: timeSchema, words: z.string() })

const signInState = z.object({
  provider: z.enum(['google', 'microsoft', 'other']),
  clientId: z.string(),
  authorizationUrl: z.string(),
  tokenUrl: z.string(),
  scopes: z.string(),
  /** `never`: nobody has signed in yet; `ended`: the provider wants somebody to sign in again. */
  state: z.enum(['never', 'signed-in', 'ended']),
})

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
  /** Since when each try has failed. */
  lastErrorSince: timeSchema.nullable(),
  folders: z.array(z.string()),
  /** What its server has that is not on record yet. */
  waiting: z.object({ mails: z.number().int(), since: timeSchema.nullable() }),
  /** When the oldest mail was stored that is not on a case yet. */
  unreadSince: timeSchema.nullable(),
  /** Said to administrators and whoever is on duty, until mail comes again. */
  alarm: alarmSchema.nullable(),
  /** OAuth2 instead of passwords; null for passwords. */
  signIn: signInState.nullable(),
  sending: z.object({
    /** When a server last took a mail of it. */
    lastSentAt: timeSchema.nullable(),
    /** What keeps it from sending, in plain words; null when nothing does. */
    error: z.string().nullable(),
    errorSince: timeSchema.nullable(),
    /** Whether people are told of it. */
    isAlarming: z.boolean(),
  }),
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
  folders: folderList.default(['INBOX']),
})
export const changeMailboxSchema = changeOf(newMailboxSchema).extend({ switchedOff: z.boolean().optional() })
export const testMailboxSchema = z.strictObject({
  mailboxId: idSchema.optional(),
  imap: serverInput.nullable().default(null),
  smtp: serverInput.nullable().default(null),
  folders: folderList.default(['INBOX']),
})
const testResult = z.object({ ok: z.boolean(), words: z.string() })
export const mailboxTestSchema = z.object({
  imap: testResult.extend({ folders: z.array(z.string()) }).nullable(),
  smtp: testResult.nullable(),
})

/** How a mailbox signs in with OAuth2; what is left out stays as it is stored. */
export const signInSchema = z.strictObject({
  provider: z.enum(['google', 'microsoft', 'other']).optional(),
  clientId: line(500).optional(),
  clientSecret: prose(2000).optional(),
  /** Microsoft's word for one organisation's accounts. */
  tenant: z
    .string()
    .regex(/^[A-Za-z0-9.-]{1,120}$/)
    .optional(),
  authorizationUrl: line(1000).optional(),
  tokenUrl: line(1000).optional(),
  scopes: lineOrNothing(1000).optional(),
})
/** Where the browser goes to sign in. */
export const begunSignInSchema = z.object({ url: z.string() })
/** What the provider sent the browser back with; without a code it refused. */
export const finishSignInSchema = z.strictObject({ state: line(500), code: line(4000).optional() })
export const finishedSignInSchema = z.object({ mailboxId: idSchema })

/** Mailboxes that do not get their mail or cannot send, as far as the reader can do something about it. */
export const mailboxAlarmsSchema = z.object({
  /** Whether an alarm could concern the reader at all. */
  isTold: z.boolean(),
  items: z.array(
    alarmSchema.extend({ mailboxId: idSchema, name: z.string(), direction: z.enum(['in', 'out']) }),
  ),
})

export const sendAgainSchema = z.strictObject({
  /** Needed for a reply that may have arrived: the customer may get it twice. */
  evenIfArrived: z.boolean().default(false),
})

export const nameStyles = ['person-at', 'organisation', 'person'] as const

/** As whom a mailbox writes, and how much it may send. */
export const sendingIdentitySchema = z.object({
  id: idSchema,
  name: z.string(),
  address: z.string(),
  teamId: idSchema,
  /** "Ruth at Fern Telecom", "Fern Telecom" or "Ruth". */
  nameStyle: z.enum(nameStyles),
  /** How each of them reads when the one who looks writes. */
  names: z.record(z.string(), z.string()),
  /** Plain text; `{{agent.name}}` and `{{team.name}}` are filled in. */
  signature: z.string(),
  /** Whether replies quote what they answer, where their writer does not choose. */
  quotes: z.boolean(),
  maxPerMinute: z.number().int().nullable(),
  maxPerHour: z.number().int().nullable(),
  /** What keeps it from sending; null when nothing does. */
  sendError: z.string().nullable(),
  sendErrorSince: timeSchema.nullable(),
  version: z.number().int(),
})
export type SendingIdentity = z.infer<typeof sendingIdentitySchema>
const limit = z.number().int().min(1).max(100_000).nullable()
export const changeSendingIdentitySchema = z.strictObject({
  nameStyle: z.enum(nameStyles).optional(),
  signature: prose(4000).optional(),
  quotes: z.boolean().optional(),
  maxPerMinute: limit.optional(),
  maxPerHour: limit.optional(),
})
export const identityTestSchema = z.object({ ok: z.boolean(), words: z.string() })

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i
const isName = (name: string): boolean => name.split('.').every((part) => label.test(part))
export const newDkimKeySchema = z.strictObject({
  domain: line(253).refine((name) => name.includes('.') && isName(name), 'is not a domain'),
  selector: line(63).refine(isName, 'may have letters, digits and hyphens').default('regard'),
  /** PEM; made here when left out. It is never sent back. */
  privateKey: prose(10_000).optional(),
})
export const dkimKeySchema = z.object({
  id: idSchema,
  domain: z.string(),
  selector: z.string(),
  /** To be published in the DNS as TXT. */
  record: z.object({ name: z.string(), value: z.string() }),
  /** Mail from the domain is signed since then: when the record was first found. */
  signsSince: timeSchema.nullable(),
  checkedAt: timeSchema.nullable(),
  /** What the last check found, when it was not the key. */
  trouble: z.string().nullable(),
})
export type DkimKey = z.infer<typeof dkimKeySchema>

/** What became of a mail of ours for one of those it is for. */
export const mailRecipientSchema = z.object({
  address: z.string(),
  /** A copy (Cc), not To. */
  isCopy: z.boolean(),
  /** `deferred`: we try again. `delayed`: their server took it and says that it still tries. */
  state: z.enum(['queued', 'sent', 'deferred', 'delayed', 'bounced', 'uncertain', 'failed']),
  reason: z.enum(deliveryReasons).nullable(),
  /** What the other side said. */
  reply: z.string().nullable(),
  at: timeSchema,
})
export type MailRecipient = z.infer<typeof mailRecipientSchema>
export const mailRecipientsSchema = z.object({
  items: z.array(mailRecipientSchema),
  /** Why it does not leave although it is due: an earlier mail of the case, the mailbox's limit, its trouble. */
  waiting: z.enum(['order', 'limit', 'mailbox']).nullable(),
  /** When those who were put off are tried again. */
  nextTryAt: timeSchema.nullable(),
})
export type MailRecipients = z.infer<typeof mailRecipientsSchema>

/** Why it is open where a mail belongs: its writer takes no part there, its domain disowns it, a number alone names it. */
export const doubtReasons = ['stranger', 'disowned', 'subject'] as const

/** Where a case may belong, whose first mail answered or named another one. */
export const doubtSchema = z.object({
  belongsTo: z
    .object({ id: idSchema, number: z.number(), need: z.string(), why: z.enum(doubtReasons) })
    .nullable(),
})
/** Said by a person: it belongs where it is; false takes that back. */
export const settleDoubtSchema = z.strictObject({ isSettled: z.boolean() })

/** How far the sender of a mail is proven; the words name the domain. */
export const senderStandings = ['signed', 'sent', 'sealed', 'unconfirmed', 'failed'] as const

/** What a customer's mail shows beside its words. */
export const mailSideSchema = z.object({
  messageId: idSchema,
  from: z.string(),
  /** The colleague who passed it on: then the standing is theirs, and the writer is so by their word. */
  forwardedBy: z.string().nullable(),
  /** Null where nobody checked. */
  sender: z.object({ standing: z.enum(senderStandings), domain: z.string() }).nullable(),
  /** Where its writer wants the answer, when that is not where they wrote from. */
  replyTo: z.array(z.string()),
  /** Who else got it. */
  copies: z.array(z.string()),
})
export type MailSide = z.infer<typeof mailSideSchema>

/** A mail that could not be processed: kept whole, shown, and tried again, made a case or removed on a click. */
export const keptMailSchema = z.object({
  id: idSchema,
  mailFrom: z.string().nullable(),
  recipients: z.array(z.string()),
  size: z.number().int(),
  receivedAt: timeSchema,
  state: z.enum(['received', 'placed', 'ignored', 'quarantined']),
  reason: z.string().nullable(),
  attempts: z.number().int(),
  /** As the mail itself states them, where that much can be read; nothing of it is proven. */
  from: z.object({ name: z.string(), address: z.string() }).nullable(),
  subject: z.string().nullable(),
})
export const caseOfKeptMailSchema = z.object({ caseId: idSchema, number: z.number().int() })
export const keptMailPageSchema = pageOf(keptMailSchema)

/** Old mail that is brought in, and how far it has come. */
export const mailImportSchema = z.object({
  id: idSchema,
  mailboxId: idSchema,
  address: z.string(),
  name: z.string(),
  /** From 0 to 1. */
  done: z.number(),
  seen: z.number().int(),
  /** Mails that are on a case now. */
  added: z.number().int(),
  known: z.number().int(),
  /** Mails that need help. */
  keptAside: z.number().int(),
  /** Reports of machines and mail of our own: kept, on no case. */
  notShown: z.number().int(),
  perMinute: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedAt: timeSchema,
  endedAt: timeSchema.nullable(),
  /** Why it could not go on. */
  fault: z.string().nullable(),
})
export const newMailImportSchema = z.strictObject({
  mailboxId: idSchema,
  /** Of an upload: an mbox. */
  fileKey: line(100),
  /** All of it was written by us, whatever address it names. */
  isSent: z.boolean().default(false),
  /** Mail of the last so many days is treated as if it came today; none when 0. */
  openDays: z.number().int().min(0).max(3650).default(0),
})

export const emailAnnouncements = {
  importBegun: defineAnnouncement('email.import-begun', z.object({ name: z.string() })),
  dkimKeyChanged: defineAnnouncement('email.dkim-key-changed', z.object({ domain: z.string() })),
  mailboxChanged: defineAnnouncement('email.mailbox-changed', z.object({ name: z.string() })),
  mailboxSilent: defineAnnouncement('email.mailbox-silent', z.object({ alarmId: z.number() })),
  mailboxHeard: defineAnnouncement('email.mailbox-heard', z.object({ alarmId: z.number() })),
  quarantined: defineAnnouncement(
    'email.quarantined',
    z.object({ rawMailId: z.number(), reason: z.string() }),
  ),
  /** Its bytes are gone for good; the actor says by whom. */
  removed: defineAnnouncement('email.removed', z.object({ rawMailId: z.number(), size: z.number() })),
  ignored: defineAnnouncement('email.ignored', z.object({ rawMailId: z.number(), reason: z.string() })),
  /** A new case that answered or named another one, and may not join it by itself. */
  threadDoubted: defineAnnouncement(
    'email.thread-doubted',
    z.object({ otherCaseId: z.number(), why: z.enum(doubtReasons).default('stranger') }),
  ),
  doubtSettled: defineAnnouncement('email.doubt-settled', z.object({ isSettled: z.boolean() })),
}
