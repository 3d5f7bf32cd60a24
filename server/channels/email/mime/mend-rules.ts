import { isWide, looksLikeUtf8, realCharset } from './charset.ts'
import { headerIn, typeIn } from './outline.ts'
import { decodeUtf7, isUtf7 } from './utf7.ts'

const LONGEST_TEXT = 2_000_000

/** What a rule may look at; all of a head is Latin-1, one letter for one byte. */
export interface Part {
  readonly head: string
  readonly body: Buffer
  readonly isDivided: boolean
  readonly isBehindOthers: boolean
  /** The charset that the mail names for its text. */
  readonly charset: string
}

/** What it puts right; null when there is nothing to mend. */
export type Rule = (part: Part) => { readonly head?: string; readonly body?: Buffer } | null

const encodingOf = (head: string): string => (headerIn(head, 'content-transfer-encoding') ?? '').toLowerCase()

const charsetIn = (type: string): string | null =>
  /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(type)?.[1] ?? null

const lines = (name: string): RegExp =>
  new RegExp(`^${name}[ \\t]*:.*(?:\\r?\\n[ \\t].*)*(?:\\r?\\n|$)`, 'gim')

/** The head with this header once, and with this value. */
const withHeader = (head: string, name: string, value: string): string =>
  `${name}: ${value}\r\n${head.replace(lines(name), '')}`

const withCharset = (head: string, charset: string): string => {
  const rest = typeIn(head).replace(/;\s*charset\s*=\s*(?:"[^"]*"?|[^\s;]*)/gi, '') || 'text/plain'
  return withHeader(head, 'Content-Type', `${rest}; charset="${charset}"`)
}

const encodedWord = /=\?([^?\s]+)\?([qb])\?([^?]*)\?=/gi

const hexOf = (letter: string): string => `=${letter.charCodeAt(0).toString(16).padStart(2, '0')}`

/** Quoted-printable, one letter for one byte. */
const unquoted = (text: string): string =>
  text
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Encoded words as they should be: bare letters inside them encoded too, and none in UTF-7. */
const oddWord: Rule = ({ head }) => {
  const mended = head.replace(encodedWord, (_all, charset: string, way: string, words: string) => {
    const isQuoted = way.toLowerCase() === 'q'
    const whole = isQuoted ? words.replace(/[\x80-\xff]/g, hexOf) : words
    if (!isUtf7(charset)) return `=?${charset}?${way}?${whole}?=`
    const plain = isQuoted
      ? unquoted(whole.replaceAll('_', ' '))
      : Buffer.from(words, 'base64').toString('latin1')
    return `=?utf-8?B?${Buffer.from(decodeUtf7(plain)).toString('base64')}?=`
  })
  return { head: mended }
}

/** Headers in the letters of some program's own instead of encoded words. */
const bareHeader: Rule = ({ head, charset }) => {
  const bytes = Buffer.from(head, 'latin1')
  if (!isWide(bytes) || looksLikeUtf8(bytes)) return null
  return { head: Buffer.from(new TextDecoder(charset).decode(bytes)).toString('latin1') }
}

/** Two types for one part: one program put its own below what was there. */
const secondType: Rule = ({ head }) => {
  const count = head.match(lines('content-type'))?.length ?? 0
  return count < 2 ? null : { head: withHeader(head, 'Content-Type', typeIn(head)) }
}

/** A multipart whose boundary is nowhere: what stands there is text, and was lost otherwise. */
const nothingDivided: Rule = ({ head, body, isDivided }) => {
  const type = typeIn(head)
  // A boundary in several pieces (RFC 2231) is one that the outline cannot see.
  const isSeen = /^multipart\//i.test(type) && !/boundary\*/i.test(type)
  if (!isSeen || isDivided || body.length === 0) return null
  return { head: withHeader(head, 'Content-Type', 'text/plain') }
}

/** Said to be base64, and is plain words. */
const noBase64: Rule = ({ head, body }) => {
  if (!encodingOf(head).includes('base64')) return null
  const first = /\S.*/.exec(body.toString('latin1', 0, 2_000))?.[0] ?? ''
  if (/^[A-Za-z0-9+/=\s]*$/.test(first)) return null
  return { head: withHeader(head, 'Content-Transfer-Encoding', '8bit') }
}

/** A text with a name behind other text is somebody's file, and not the next paragraph. */
const namedText: Rule = ({ head, isBehindOthers }) => {
  if (!isBehindOthers || !/^text\/(?:plain|html)\b/i.test(typeIn(head))) return null
  const place = headerIn(head, 'content-disposition') ?? ''
  if (/^attachment/i.test(place)) return null
  if (!/;\s*(?:file)?name\*?\d*\*?\s*=\s*"?[^\s"]/i.test(`${place};${typeIn(head)}`)) return null
  const params = place.includes(';') ? place.slice(place.indexOf(';')) : ''
  return { head: withHeader(head, 'Content-Disposition', `attachment${params}`) }
}

const decoded = (head: string, body: Buffer): Buffer => {
  const encoding = encodingOf(head)
  if (encoding.includes('base64')) return Buffer.from(body.toString('latin1'), 'base64')
  if (!encoding.includes('quoted-printable')) return body
  return Buffer.from(unquoted(body.toString('latin1')), 'latin1')
}

const isText = (type: string): boolean => /^(?:text\/|$)/i.test(type)

/** In UTF-7, or in UTF-16 that is cut by lines as if its letters were bytes: told again in UTF-8. */
const otherUnicode: Rule = ({ head, body }) => {
  const type = typeIn(head)
  const charset = charsetIn(type)
  const isCut = /^utf-?16(?:le|be)?$/i.test(charset ?? '') && !/base64|quoted/.test(encodingOf(head))
  if (!isText(type) || body.length > LONGEST_TEXT || !(isCut || isUtf7(charset))) return null
  const bytes = decoded(head, body)
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2))
  const text = isCut
    ? new TextDecoder(charset ?? 'utf-16le').decode(whole)
    : decodeUtf7(bytes.toString('latin1'))
  return {
    head: withHeader(withCharset(head, 'utf-8'), 'Content-Transfer-Encoding', '8bit'),
    body: Buffer.from(`${text.trimEnd()}\r\n`),
  }
}

/** Without the blanks at its end, encoded or not. */
const withoutEnd = (each: string): string => {
  let rest = each.trimEnd()
  while (rest.endsWith('=20')) rest = rest.slice(0, -3).trimEnd()
  return rest
}

/** Quoted lines that would flow into each other or into the words beside them, marks and all (RFC 3676, 4.5). */
const flowingQuote: Rule = ({ head, body }) => {
  const isFlowed = /;\s*format\s*=\s*"?flowed/i.test(typeIn(head)) && !encodingOf(head).includes('base64')
  if (!isFlowed || body.length > LONGEST_TEXT || !body.includes('>')) return null
  const all = body.toString('latin1').split(/\r?\n/)
  const isBeside = (at: number) => all[at]?.startsWith('>') || all[at + 1]?.startsWith('>')
  const mended = all.map((each, at) => (isBeside(at) ? withoutEnd(each) : each)).join('\r\n')
  return { body: Buffer.from(mended, 'latin1') }
}

/** A text in another charset than its head says. */
const liedAbout: Rule = ({ head, body, charset }) => {
  const type = typeIn(head)
  if (!isText(type) || body.length > LONGEST_TEXT) return null
  const real = realCharset(decoded(head, body), charsetIn(type), charset)
  return real === null ? null : { head: withCharset(head, real) }
}

/** In the order in which they build on each other. */
export const rules: readonly Rule[] = [
  oddWord,
  bareHeader,
  secondType,
  nothingDivided,
  noBase64,
  namedText,
  flowingQuote,
  otherUnicode,
  liedAbout,
]
