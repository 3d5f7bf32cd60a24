import type { Attachment, Email } from 'postal-mime'
import { bytesOf, isCalendar } from './attachment.ts'
import type { MailLabel } from './mail.ts'

/** The parts that are there for programs; nameless ones are read, and not shown as files. */
export const FOR_PROGRAMS = new Set([
  'application/pgp-signature',
  'application/pgp-encrypted',
  'application/pkcs7-signature',
  'application/x-pkcs7-signature',
  'message/delivery-status',
  'message/global-delivery-status',
  'text/rfc822-headers',
  'message/global-headers',
])

const BY_TYPE: Readonly<Record<string, MailLabel>> = {
  'application/pgp-signature': 'pgp-signed',
  'application/pgp-encrypted': 'pgp-encrypted',
  'application/pkcs7-signature': 'smime-signed',
  'application/x-pkcs7-signature': 'smime-signed',
}

const BY_METHOD: Readonly<Record<string, MailLabel>> = {
  REQUEST: 'invitation',
  REPLY: 'invitation-answer',
  COUNTER: 'invitation-answer',
  CANCEL: 'invitation-cancelled',
}

// The object identifier of signed data (RFC 5652); the last byte of enveloped data differs.
const SIGNED_DATA = Buffer.from('06092a864886f70d010702', 'hex')

/** The beginning of a part, which says what it is. */
const startOf = (attachment: Attachment): Buffer => Buffer.from(bytesOf(attachment).subarray(0, 10_000))

/** S/MIME in one piece: the words are inside, signed or encrypted. */
const container = (attachment: Attachment): MailLabel | null => {
  if (!/^application\/(?:x-)?pkcs7-mime$/.test(attachment.mimeType)) return null
  return startOf(attachment).subarray(0, 64).includes(SIGNED_DATA) ? 'smime-signed' : 'smime-encrypted'
}

const armour = (text: string): MailLabel | null => {
  if (/^-----BEGIN PGP SIGNED MESSAGE-----/m.test(text)) return 'pgp-signed'
  return /^-----BEGIN PGP MESSAGE-----/m.test(text) ? 'pgp-encrypted' : null
}

/** What a calendar says of itself, where the mail does not. */
const invitation = (attachment: Attachment): MailLabel | null => {
  if (!isCalendar(attachment)) return null
  const inside = /^METHOD:([A-Z]{1,20})/m.exec(startOf(attachment).toString())?.[1]
  return BY_METHOD[attachment.method ?? inside ?? ''] ?? null
}

const inFile = (attachment: Attachment): (MailLabel | null)[] => [
  BY_TYPE[attachment.mimeType] ?? null,
  container(attachment),
  invitation(attachment),
  attachment.mimeType.startsWith('text/') ? armour(startOf(attachment).toString('latin1')) : null,
]

/**
 * What a mail is besides its words. A signature is only recognised: nobody has checked it, and no label says
 * that anybody did.
 * @param words what the mail shows, for signatures that stand in the text
 */
export const labelsOf = (email: Email, words: string): MailLabel[] => {
  const found = [...email.attachments.flatMap(inFile), armour(words)]
  return [...new Set(found.filter((label) => label !== null))].sort()
}
