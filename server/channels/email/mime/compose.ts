import MailComposer from 'nodemailer/lib/mail-composer'
import { sanitiseHtml } from '../../../platform/html/sanitise.ts'

export interface Quote {
  readonly authorName: string
  readonly sentAt: Date
  readonly text: string
}

/** Links that are for the reader of this mail only, with a word before them. */
export interface MailEnding {
  readonly words: string
  readonly links: readonly { readonly label: string; readonly url: string }[]
}

/** A mail of ours before it is bytes. The same input makes the same mail, but for part boundaries. */
export interface OutgoingMail {
  readonly messageId: string
  readonly from: { readonly name: string; readonly address: string }
  readonly to: readonly string[]
  readonly cc: readonly string[]
  readonly replyTo?: string
  readonly subject: string
  readonly inReplyTo?: string
  readonly references: readonly string[]
  readonly date: Date
  readonly text: string
  /** Sanitised; plain text is turned into paragraphs when there is none. */
  readonly html: string | null
  readonly endings?: readonly MailEnding[]
  readonly signature: string
  readonly quote?: Quote
  readonly attachments: readonly {
    readonly name: string
    readonly mediaType: string
    readonly bytes: Buffer
  }[]
  /** True for mail that no person wrote: no machine may answer it (RFC 3834). */
  readonly automatic?: boolean
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('')

/** One line whatever it holds: nothing in it can end a header. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()

/** Lines of text with one kind of end, and no sign that mail cannot carry. */
const clean = (text: string): string =>
  text.replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '')

const introduction = ({ authorName, sentAt }: Quote): string =>
  `On ${sentAt.toUTCString().replace(/:\d\d GMT$/, ' UTC')}, ${oneLine(authorName)} wrote:`

const endingText = ({ words, links }: MailEnding): string =>
  [words, ...links.map(({ label, url }) => `${label}:\n${url}`)].filter(Boolean).join('\n\n')

const endingHtml = ({ words, links }: MailEnding): string => {
  const anchors = links.map(({ label, url }) => `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`)
  return `<p>${[escapeHtml(words), ...anchors].filter(Boolean).join('<br><br>')}</p>`
}

const textOf = ({ text, endings = [], signature, quote }: OutgoingMail): string =>
  [
    clean(text),
    ...endings.map(endingText),
    signature && `-- \n${clean(signature)}`,
    quote && `${introduction(quote)}\n${clean(quote.text).replace(/^/gm, '> ')}`,
  ]
    .filter(Boolean)
    .join('\n\n')

const htmlOf = ({ text, html, endings = [], signature, quote }: OutgoingMail): string =>
  [
    `<div>${html ? clean(sanitiseHtml(html)) : paragraphs(clean(text))}</div>`,
    ...endings.map(endingHtml),
    signature && `<div><br>-- <br>${escapeHtml(clean(signature)).replaceAll('\n', '<br>')}</div>`,
    quote &&
      `<div class="regard_quote"><p>${escapeHtml(introduction(quote))}</p><blockquote type="cite">${paragraphs(clean(quote.text))}</blockquote></div>`,
  ]
    .filter(Boolean)
    .join('\n')

/** Turns a mail of ours into bytes with strict headers. */
export const composeMail = (mail: OutgoingMail): Promise<Buffer> =>
  new MailComposer({
    messageId: `<${mail.messageId}>`,
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: [...mail.to],
    cc: [...mail.cc],
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    subject: oneLine(mail.subject),
    ...(mail.inReplyTo && { inReplyTo: `<${mail.inReplyTo}>` }),
    references: mail.references.map((id) => `<${id}>`),
    date: mail.date,
    text: textOf(mail),
    html: htmlOf(mail),
    attachments: mail.attachments.map(({ name, mediaType, bytes }) => ({
      filename: oneLine(name),
      contentType: mediaType,
      content: bytes,
    })),
    headers: {
      ...(mail.automatic && { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
    },
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
