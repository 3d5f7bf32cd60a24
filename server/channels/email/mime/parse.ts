import eld from 'eld/extrasmall'
import { convert } from 'html-to-text'
import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime'
import { sanitiseHtml } from '../../../platform/html/sanitise.ts'
import { bareBody } from './bare-body.ts'
import type { Mail, Mailbox, MailPart } from './mail.ts'
import { cutAttribution, type SplitText, splitText } from './newest-text.ts'
import { rawHeader } from './raw-header.ts'
import { readReport } from './read-report.ts'
import { messageIds } from './report.ts'
import { splitHtml } from './split-html.ts'

const HTML_LIMIT = 2_000_000
const TEXT_LIMIT = 500_000
const ADDRESS_LIMIT = 1_000
const CUT = '\n\n[This text is longer. The original mail holds all of it.]'

const SIGNALS = new Set([
  'auto-submitted',
  'precedence',
  'list-id',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-failed-recipients',
  'return-path',
  'content-type',
  'feedback-id',
])

/** Valid Unicode without the one character PostgreSQL cannot keep. */
const clean = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString()

const line = (text: string | undefined, limit: number): string =>
  clean(text ?? '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, limit)

const cut = (text: string): string =>
  text.length > TEXT_LIMIT ? `${clean(text.slice(0, TEXT_LIMIT))}${CUT}` : text

const toText = (html: string): string =>
  convert(sanitiseHtml(html), {
    wordwrap: false,
    limits: { maxInputLength: HTML_LIMIT, maxDepth: 100 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, noAnchorUrl: true } },
      { selector: 'img', format: 'skip' },
      { selector: 'table', options: { uppercaseHeaderCells: false } },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  })

const flat = (addresses: readonly Address[] | undefined): Mailbox[] =>
  (addresses ?? [])
    .flatMap((each) => (each.group ? each.group : [each]))
    .map((each) => ({ name: line(each.name, 200), address: line(each.address, 320).toLowerCase() }))
    .filter((each) => /^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(each.address) && each.address.length <= 254)
    .slice(0, ADDRESS_LIMIT)

const headers = (email: Email, key: string): string[] =>
  email.headers.filter((header) => header.key === key).map((header) => header.value)

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

const textOf = (part: Attachment): string => new TextDecoder().decode(bytesOf(part))

const reportOf = (email: Email, from: readonly Mailbox[]): Mail['report'] =>
  readReport({
    subject: email.subject ?? '',
    text: clean(email.text ?? (email.html ? toText(email.html.slice(0, HTML_LIMIT)) : '')),
    contentType: headers(email, 'content-type')[0] ?? '',
    failedRecipients: headers(email, 'x-failed-recipients').join(', '),
    from: from.map((each) => each.address),
    parts: email.attachments.map((part) => ({ mediaType: part.mimeType, text: () => clean(textOf(part)) })),
  })

const EXTENSIONS: Readonly<Record<string, string>> = {
  'message/rfc822': 'mail.eml',
  'message/delivery-status': 'delivery-report.txt',
  'text/rfc822-headers': 'headers.txt',
  'text/calendar': 'invitation.ics',
  'image/png': 'picture.png',
  'image/jpeg': 'picture.jpg',
  'image/gif': 'picture.gif',
}

const partOf = (attachment: Attachment): MailPart => ({
  name: line(attachment.filename ?? undefined, 255) || EXTENSIONS[attachment.mimeType] || 'file',
  mediaType: /^[\w.+-]{1,80}\/[\w.+-]{1,80}$/.test(attachment.mimeType)
    ? attachment.mimeType
    : 'application/octet-stream',
  bytes: bytesOf(attachment),
  contentId: line(attachment.contentId, 250).replace(/^<|>$/g, '') || null,
})

/** HTML markers first: they say for certain where the quotation begins, words only hint at it. */
const bodyOf = (email: Email): SplitText => {
  const html = email.html?.slice(0, HTML_LIMIT)
  const split = html ? splitHtml(html) : null
  if (!split) return splitText(clean(email.text ?? (html ? toText(html) : '')))
  const above = cutAttribution(clean(toText(split.newest)))
  const newest = splitText(above.text)
  const quoted = [newest.quoted, above.attribution, clean(toText(split.quoted))].filter(Boolean).join('\n\n')
  // A bare forward: what is quoted is what the writer wants us to read.
  if (newest.text.trim() === '') return { text: quoted, quoted: '', signature: '' }
  return { ...newest, quoted }
}

/** A mail whose parts cannot be told apart is read as it stands: its words are in there. */
const withBareBody = (email: Email, bytes: Uint8Array): Email =>
  email.text || email.html || email.attachments.length > 0 ? email : { ...email, text: bareBody(bytes) }

const languageOf = (text: string): string | null => {
  const sample = text.slice(0, 2_000)
  if (sample.trim().length < 20) return null
  const found = eld.detect(sample)
  return found.isReliable() && found.language ? found.language : null
}

const signalsOf = (email: Email): Record<string, string> => {
  const signals: Record<string, string> = {}
  for (const { key, value } of email.headers)
    if (SIGNALS.has(key) && signals[key] === undefined) signals[key] = line(value, 500)
  return signals
}

const dateOf = (email: Email): string | null => {
  const time = Date.parse(email.date ?? '')
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

/**
 * Step 2, read: bytes to a mail. Runs in the guarded thread (see mail.worker.ts).
 * @throws when the structure is beyond the parser's limits (nesting, size of headers)
 */
export const parseMail = async (bytes: Uint8Array): Promise<Mail> => {
  const email = withBareBody(
    await PostalMime.parse(bytes, {
      forceRfc822Attachments: true,
      maxNestingDepth: 100,
      maxHeadersSize: 1024 * 1024,
    }),
    bytes,
  )
  const body = bodyOf(email)
  const from = flat(headers(email, 'from').flatMap((value) => addressParser(rawHeader(bytes, 'from', value))))
  return {
    messageId: messageIds(headers(email, 'message-id')[0] ?? '')[0] ?? null,
    inReplyTo: headers(email, 'in-reply-to').flatMap(messageIds).slice(0, 20),
    references: headers(email, 'references').flatMap(messageIds).slice(-100),
    from,
    sender: flat(email.sender ? [email.sender] : [])[0] ?? null,
    replyTo: flat(email.replyTo),
    to: flat(email.to),
    cc: flat(email.cc),
    subject: line(rawHeader(bytes, 'subject', email.subject ?? ''), 998),
    sentAt: dateOf(email),
    signals: signalsOf(email),
    hops: headers(email, 'received').length,
    text: cut(body.text),
    quoted: cut(body.quoted),
    signature: cut(body.signature),
    html: email.html && email.html.length <= HTML_LIMIT ? clean(sanitiseHtml(email.html)) : null,
    language: languageOf(body.text),
    parts: email.attachments.map(partOf),
    report: reportOf(email, from),
  }
}
