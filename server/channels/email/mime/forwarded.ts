import type { Forwarded } from './mail.ts'
import { type SplitText, splitText } from './newest-text.ts'
import { headerKind, isForwardLine } from './quotation.ts'

// How mail programs mark a subject that is passed on; answers are marked otherwise.
const MARK = /^\s*(?:fwd?|wg|tr|rv|enc|vl|doorst|vb|vs|i|pd|ilt|továbbítás|转发|轉寄|転送)\s*[:：]/iu
const ADDRESS = /[^\s<>"'()[\]:;,]{1,64}@[^\s<>"'()[\]:;,]{1,190}/u
const HEAD_LINES = 12
const LOOKED_THROUGH = 200

const contentOf = (line: string): string => line.replace(/^[^:：]*[:：]\s*/u, '').replaceAll('*', '')

const senderIn = (value: string): Forwarded['from'] | null => {
  const address = ADDRESS.exec(value)?.[0]
  if (!address) return null
  const name = value.slice(0, value.indexOf(address)).replace(/["'<[(]|mailto:/gi, '')
  return { name: name.trim().slice(0, 200), address: address.toLowerCase() }
}

/** The lines of the head that begins at `at`, by what they say, and where the words behind it begin. */
const headAt = (lines: readonly string[], at: number) => {
  const head = new Map<string, string>()
  let end = at
  for (; end < Math.min(lines.length, at + HEAD_LINES); end += 1) {
    const line = lines[end] ?? ''
    const kind = headerKind(line)
    if (kind !== null && !head.has(kind)) head.set(kind, contentOf(line))
    // A blank line ends it, but some programs leave one after each.
    else if (line.trim() === '' && head.size > 1 && headerKind(lines[end + 1] ?? '') === null) break
  }
  return { head, end }
}

/**
 * The mail that another one passes on within its own words, as programs write it: an announcement or the mark of
 * forwarding in the subject, then a head that names its writer. Null for an answer, which has such a head as well.
 */
export const readForwarded = (subject: string, { text, signature, quoted }: SplitText): Forwarded | null => {
  const lines = [text, signature, quoted].filter(Boolean).join('\n\n').split('\n')
  const looked = lines.slice(0, LOOKED_THROUGH)
  const announced = looked.findIndex(isForwardLine)
  if (announced < 0 && !MARK.test(subject)) return null
  const start = looked.findIndex((line, at) => at >= announced && headerKind(line) === 'from')
  if (start < 0) return null
  const { head, end } = headAt(lines, start)
  const from = senderIn(head.get('from') ?? '')
  if (!from || head.size < 2) return null
  return {
    ...splitText(lines.slice(end).join('\n').trim()),
    from,
    subject: head.get('subject')?.trim() ?? '',
    above: lines.slice(0, end).join('\n').trim(),
  }
}
