import eld from 'eld/extrasmall'
import { convert } from 'html-to-text'
import PostalMime, { type Address, type Attachment, addressParser, type Email } from 'postal-mime'
import { sanitiseHtml } from '../../../platform/html/sanitise.ts'
import { bytesOf } from './attachment.ts'
import { readForwarded } from './forwarded.ts'
import { labelsOf } from './labels.ts'
import { clean, line } from './lines.ts'
import type { Mail, Mailbox } from './mail.ts'
import { mendMail } from './mend.ts'
import { cutAttribution, type SplitText, splitText } from './newest-text.ts'
import { partsOf } from './parts.ts'
import { readReport } from './read-report.ts'
import { messageIds } from './report.ts'
import { reportedResults } from './results.ts'
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

// What stands before the @ may be any words in quotation marks.
// An invisible letter or an empty part of a domain would make two readers see two addresses.
const ADDRESS =
  /^(?:"[^"\\<>\p{Cf}]{1,64}"|[^\s@"<>,;\p{Cf}]+)@(?:[^\s@"<>,;.\p{Cf}]+\.)*[^\s@"<>,;.\p{Cf}]+$/u

/** The parser takes the quotation marks off. */
const quoteWords = (address: string): string => address.replace(/^([^"@<>]*\s[^"@<>]*)@/, '"$1"@')

const flat = (addresses: readonly Address[] | undefined): Mailbox[] =>
  (addresses ?? [])
    .flatMap((each) => (each.group ? each.group : [each]))
    .map((each) => ({ name: line(each.name, 200), address: line(each.address, 320).toLowerCase() }))
    .map((each) => ({ ...each, address: quoteWords(each.address.replace(/>$/, '')) }))
    .filter((each) => ADDRESS.test(each.address) && each.address.length <= 254)
    .slice(0, ADDRESS_LIMIT)

const headers = (email: Email, key: string): string[] =>
  email.headers.filter((header) => header.key === key).map((header) => header.value)

const textOf = (part: Attachment): string => new TextDecoder().decode(bytesOf(part))

/** @param text its words as plain text */
const reportOf = (email: Email, text: string, from: readonly Mailbox[]): Mail['report'] =>
  readReport({
    subject: email.subject ?? '',
    text,
    contentType: headers(email, 'content-type')[0] ?? '',
    failedRecipients: headers(email, 'x-failed-recipients').join(', '),
    from: from.map((each) => each.address),
    parts: email.attachments.map((part) => ({ mediaType: part.mimeType, text: () => clean(textOf(part)) })),
  })

interface Words {
  readonly text: string | undefined
  readonly html: string | undefined
}

const plainOf = ({ text, html }: Words): string =>
  clean(text ?? (html ? toText(html.slice(0, HTML_LIMIT)) : ''))

/**
 * HTML markers first: they say for certain where the quotation begins, words only hint at it.
 * @param plain the words as plain text
 */
const bodyOf = (html: string | undefined, plain: string): SplitText => {
  const split = html ? splitHtml(html.slice(0, HTML_LIMIT)) : null
  if (!split) return splitText(plain)
  const above = cutAttribution(clean(toText(split.newest)))
  const newest = splitText(above.text)
  const quoted = [newest.quoted, above.attribution, clean(toText(split.quoted))].filter(Boolean).join('\n\n')
  // A bare forward: what is quoted is what the writer wants us to read.
  if (newest.text.trim() === '') return { text: quoted, quoted: '', signature: '' }
  return { ...newest, quoted }
}

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

/** The first date that can be read. */
const dateOf = (email: Email): string | null => {
  const times = headers(email, 'date').map((value) => Date.parse(value))
  const time = times.find((each) => !Number.isNaN(each))
  return time === undefined ? null : new Date(time).toISOString()
}

/** Who wrote; where From has a name and no address, whoever wants the answer. */
const fromOf = (email: Email): Mailbox[] => {
  const lines = headers(email, 'from')
  const from = flat(lines.flatMap((value) => addressParser(value)))
  const isNamed = from.length === 0 && lines.some((value) => /[^\s<>"]/.test(value))
  return isNamed ? flat(email.replyTo).slice(0, 1) : from
}

/**
 * Step 2, read: bytes to a mail. Runs in the guarded thread (see mail.worker.ts).
 * @throws when the structure is beyond the parser's limits (nesting, size of headers)
 */
export const parseMail = async (bytes: Uint8Array): Promise<Mail> => {
  const email = await PostalMime.parse(mendMail(bytes), {
    forceRfc822Attachments: true,
    maxNestingDepth: 100,
    maxHeadersSize: 1024 * 1024,
  })
  const { parts, words } = await partsOf(email)
  const isBare = !email.text && !email.html
  const own: Words = isBare
    ? { text: words.text || undefined, html: words.html || undefined }
    : { text: email.text, html: email.html }
  const plain = plainOf(own)
  const body = bodyOf(own.html, plain)
  const from = fromOf(email)
  return {
    messageId: messageIds(headers(email, 'message-id')[0] ?? '')[0] ?? null,
    inReplyTo: headers(email, 'in-reply-to').flatMap(messageIds).slice(0, 20),
    references: headers(email, 'references').flatMap(messageIds).slice(-100),
    from,
    sender: flat(email.sender ? [email.sender] : [])[0] ?? null,
    replyTo: flat(email.replyTo),
    to: flat(email.to),
    cc: flat(email.cc),
    subject: line(email.subject, 998),
    sentAt: dateOf(email),
    signals: signalsOf(email),
    hops: headers(email, 'received').length,
    authentication: reportedResults(email.headers),
    text: cut(body.text),
    quoted: cut(body.quoted),
    signature: cut(body.signature),
    html: own.html && own.html.length <= HTML_LIMIT ? clean(sanitiseHtml(own.html)) : null,
    language: languageOf(body.text),
    labels: labelsOf(email, `${body.text}\n${body.quoted}`),
    parts,
    // What only a winmail.dat says was written by a person.
    report: reportOf(email, isBare ? '' : plain, from),
    forwarded: readForwarded(email.subject ?? '', body),
  }
}
