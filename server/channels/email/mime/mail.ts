import type { ReportedResults } from './results.ts'

/** A name and an address as a mail states them; nothing of it is proven. */
export interface Mailbox {
  readonly name: string
  /** In lower case. */
  readonly address: string
}

/** What a mail is besides its words. Signatures are recognised, never verified. */
export type MailLabel =
  | 'smime-signed'
  | 'smime-encrypted'
  | 'pgp-signed'
  | 'pgp-encrypted'
  | 'invitation'
  | 'invitation-answer'
  | 'invitation-cancelled'

export interface MailPart {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Without angle brackets; set for a picture inside the HTML. */
  readonly contentId: string | null
}

/** What a delivery report says of one recipient. */
export interface FailedRecipient {
  readonly address: string
  /** Of RFC 3464: failed, delayed, delivered, relayed, expanded; empty in a report that is not written so. */
  readonly action: string
  /** Enhanced status code, e.g. `5.1.1`; empty when the report names none. */
  readonly status: string
  readonly words: string
}

/** A machine's report about a mail that was sent. */
export interface MailReport {
  /** Whether it did not arrive (RFC 3464, or in words), or somebody complains of it (RFC 5965). */
  readonly about: 'delivery' | 'complaint'
  /** Written as a standard says, in parts for machines. */
  readonly isStandard: boolean
  readonly failed: readonly FailedRecipient[]
  readonly originalIds: readonly string[]
  /** Its own words for people, without the mail it returns. */
  readonly said: string
}

/** A mail that another one passes on. `from` is so by that one's word; `above` is all that stands before its text. */
export type Forwarded = Pick<Mail, 'subject' | 'text' | 'quoted' | 'signature'> &
  Readonly<{ from: Mailbox; above: string }>

/** A mail as read: every text is valid Unicode without NUL, and bounded in length. */
export interface Mail {
  readonly messageId: string | null
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** All addresses of all From lines; more or fewer than one is a mail whose sender nobody can tell. */
  readonly from: readonly Mailbox[]
  readonly sender: Mailbox | null
  readonly replyTo: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly subject: string
  /** ISO 8601; null when the mail states no date that can be read. */
  readonly sentAt: string | null
  /** Header lines that rules look at, by lower-case name; the first of each. */
  readonly signals: Readonly<Record<string, string>>
  readonly hops: number
  /** What servers say they found out about its sender; which of them is to be believed, a rule decides. */
  readonly authentication: readonly ReportedResults[]
  readonly text: string
  readonly quoted: string
  readonly signature: string
  /** Sanitised; null for a mail without HTML. */
  readonly html: string | null
  /** ISO 639-1; null when the text is too short to tell. */
  readonly language: string | null
  readonly labels: readonly MailLabel[]
  readonly parts: readonly MailPart[]
  readonly report: MailReport | null
  readonly forwarded: Forwarded | null
}
