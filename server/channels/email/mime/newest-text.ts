import EmailReplyParser from 'email-reply-parser'
import { cutQuotation } from './quotation.ts'

/** A text in three parts; together they are the whole of it. */
export interface SplitText {
  /** What the writer added. */
  readonly text: string
  readonly quoted: string
  readonly signature: string
}

const PARSER_LIMIT = 100_000

const WROTE =
  'wrote|writes|schrieb|schreibt|écrit|escribió|escreveu|ha scritto|scrive|schreef|skrev|skreiv|kirjoitti|napisał\\(?a?\\)?|napsal\\(?a?\\)?|написал\\(?а?\\)?|пишет|yazdı|írta|έγραψε|写道|のメッセージ'
const ATTRIBUTION = new RegExp(`(?:${WROTE})[^\\n]{0,120}[:：][ \\t]*$`, 'iu')
const SIGNATURE = /(?:^|\n)-- ?\n/

const tidy = (text: string): string =>
  text
    // Looks at a run of blanks from its start only, so that a million of them are read once.
    .replace(/(?<![ \t])[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
const join = (parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n')

/** Takes "On Monday X wrote:" from the end of a text; it belongs to the quotation that followed it. */
export const cutAttribution = (text: string): { text: string; attribution: string } => {
  const lines = text.trimEnd().split('\n')
  for (let count = 1; count <= Math.min(3, lines.length); count += 1) {
    const tail = lines.slice(-count).join(' ')
    if (tail.length < 400 && ATTRIBUTION.test(tail) && /\d|@/.test(tail))
      return { text: tidy(lines.slice(0, -count).join('\n')), attribution: lines.slice(-count).join('\n') }
  }
  return { text, attribution: '' }
}

const cutSignature = (text: string): { text: string; signature: string } => {
  const at = text.search(SIGNATURE)
  if (at < 0 || text.length - at > 2_000) return { text, signature: '' }
  return { text: tidy(text.slice(0, at)), signature: text.slice(at).trim() }
}

const byParser = (whole: string): SplitText => {
  const fragments = new EmailReplyParser().read(whole).getFragments()
  const of = (wanted: (fragment: (typeof fragments)[number]) => boolean): string =>
    join(fragments.filter(wanted).map((fragment) => fragment.getContent().trim()))
  return {
    text: tidy(of((fragment) => !fragment.isHidden())),
    quoted: of((fragment) => fragment.isHidden() && !fragment.isSignature()),
    signature: of((fragment) => fragment.isHidden() && fragment.isSignature()),
  }
}

/**
 * Tells the newest words of a plain text from what they quote and from the signature. When nothing new is
 * left (a bare forward, a reply above a signature only), the whole text counts as new: nothing is hidden then.
 */
export const splitText = (given: string): SplitText => {
  const whole = tidy(given.replace(/\r\n?/g, '\n'))
  if (whole.length > PARSER_LIMIT) return { text: whole, quoted: '', signature: '' }
  const cut = cutQuotation(whole)
  const parsed = byParser(cut?.newest ?? whole)
  const own = cutAttribution(parsed.text)
  const signed = cutSignature(own.text)
  if (signed.text === '') return { text: whole, quoted: '', signature: '' }
  return {
    text: signed.text,
    quoted: join([own.attribution, parsed.quoted, cut?.quoted ?? '']),
    signature: join([signed.signature, parsed.signature]),
  }
}
