import PostalMime, { type Attachment, type Email } from 'postal-mime'
import { bytesOf, isCalendar } from './attachment.ts'
import { FOR_PROGRAMS } from './labels.ts'
import { clean, line } from './lines.ts'
import type { MailPart } from './mail.ts'
import { readTnef, type Tnef } from './tnef.ts'

const LONGEST_NAME = 255

// For parts that came without a name.
const NAMES: Readonly<Record<string, string>> = {
  'message/rfc822': 'mail.eml',
  'message/delivery-status': 'delivery-report.txt',
  'text/rfc822-headers': 'headers.txt',
  'text/calendar': 'invitation.ics',
  'application/ics': 'invitation.ics',
  'application/pdf': 'document.pdf',
  'application/pkcs7-mime': 'smime.p7m',
  'text/plain': 'document.txt',
  'text/html': 'document.html',
  'text/csv': 'table.csv',
  'image/png': 'image.png',
  'image/jpeg': 'image.jpg',
  'image/jpg': 'image.jpg',
  'image/gif': 'image.gif',
}

const endingOf = (mediaType: string): string => /\.\w+$/.exec(NAMES[mediaType] ?? '')?.[0] ?? ''

/** A title as a file's name. */
const named = (title: string, mediaType: string): string => {
  const ending = endingOf(mediaType)
  const stem = line(title.replace(/[/\\:*?"<>|]/g, ' '), LONGEST_NAME - ending.length)
  return stem === '' || /\.\w{1,5}$/.test(stem) ? stem : `${stem}${ending}`
}

const subjectOf = async (bytes: Uint8Array): Promise<string> => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64 * 1024))
  const end = /\r?\n\r?\n/.exec(head.toString('latin1'))?.index ?? head.length
  return (await PostalMime.parse(head.subarray(0, end))).subject ?? ''
}

/** Its own name, else what its sender says of it, else what the mail inside is about, else what it is. */
const nameOf = async (attachment: Attachment, bytes: Uint8Array): Promise<string> => {
  const { filename, description, mimeType } = attachment
  const own = line(filename ?? undefined, LONGEST_NAME) || named(description ?? '', mimeType)
  if (own) return own
  const subject = mimeType === 'message/rfc822' ? named(await subjectOf(bytes), mimeType) : ''
  return subject || NAMES[mimeType] || 'file'
}

const mediaTypeOf = (type: string): string =>
  /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(type) ? type.toLowerCase() : 'application/octet-stream'

const contentIdOf = (id: string | undefined): string | null => line(id, 250).replace(/^<|>$/g, '') || null

const partOf = async (attachment: Attachment): Promise<MailPart> => {
  const bytes = bytesOf(attachment)
  return {
    name: await nameOf(attachment, bytes),
    mediaType: mediaTypeOf(attachment.mimeType),
    bytes,
    contentId: contentIdOf(attachment.contentId),
  }
}

const isNameless = ({ filename, description }: Attachment): boolean =>
  line(filename ?? undefined, LONGEST_NAME) === '' && line(description, LONGEST_NAME) === ''

/** Parts that are read and have nothing for a person to open; an invitation may come a second time as a file. */
const isHidden = (attachment: Attachment, all: readonly Attachment[]): boolean => {
  if (!isNameless(attachment)) return false
  if (FOR_PROGRAMS.has(attachment.mimeType)) return true
  return isCalendar(attachment) && all.some((other) => isCalendar(other) && !isNameless(other))
}

const TNEF = /^application\/(?:vnd\.)?ms-tnef$/
const tnefIn = (attachment: Attachment): Tnef | null =>
  TNEF.test(attachment.mimeType) || /^winmail.*\.dat$/i.test(attachment.filename ?? '')
    ? readTnef(bytesOf(attachment))
    : null

// Outlook's own words come as files too: nothing that only its winmail.dat has is lost.
const filesIn = (tnef: Tnef): MailPart[] => {
  const body = (name: string, mediaType: string, bytes: Uint8Array | null): MailPart[] =>
    bytes && bytes.length > 0 ? [{ name, mediaType, bytes, contentId: null }] : []
  return [
    ...tnef.files.map((file) => ({
      name: line(file.name, LONGEST_NAME) || NAMES[file.mediaType] || 'file',
      mediaType: mediaTypeOf(file.mediaType),
      // Of its own memory: a view would take the whole winmail.dat along to wherever it goes.
      bytes: new Uint8Array(file.bytes),
      contentId: contentIdOf(file.contentId),
    })),
    ...body('message.rtf', 'application/rtf', tnef.rtf && new Uint8Array(tnef.rtf)),
    ...body('message.html', 'text/html', new TextEncoder().encode(tnef.html)),
    ...body('message.txt', 'text/plain', new TextEncoder().encode(tnef.text)),
  ]
}

/** Everything of a mail that a person can open as a file. */
export interface Parts {
  readonly parts: MailPart[]
  /** The words of a winmail.dat, for a mail that has no others. */
  readonly words: { readonly text: string; readonly html: string }
}

/** The files of a mail, with those that a winmail.dat hides; it stays itself only where it breaks off. */
export const partsOf = async (email: Email): Promise<Parts> => {
  const parts: MailPart[] = []
  let words = { text: '', html: '' }
  for (const attachment of email.attachments) {
    const tnef = tnefIn(attachment)
    if (tnef) {
      parts.push(...filesIn(tnef))
      words = { text: clean(tnef.text), html: clean(tnef.html) }
    }
    if (!tnef?.isWhole && !isHidden(attachment, email.attachments)) parts.push(await partOf(attachment))
  }
  return { parts, words }
}
