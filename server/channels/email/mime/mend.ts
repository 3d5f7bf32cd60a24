import { namedCharset } from './charset.ts'
import { type Part, rules } from './mend-rules.ts'
import { type OutlinePart, outlineOf } from './outline.ts'

const HEAD = 256 * 1024

interface Edit {
  readonly start: number
  readonly end: number
  readonly bytes: Buffer
}

/** The part's head and body as they should read; nothing when they do. */
const editsOf = (bytes: Buffer, outline: OutlinePart, charset: string): Edit[] => {
  const { headStart, headEnd, bodyStart, bodyEnd } = outline
  const given: Part = {
    ...outline,
    head: bytes.toString('latin1', headStart, headEnd),
    body: bytes.subarray(bodyStart, bodyEnd),
    charset,
  }
  let part = given
  for (const rule of rules) part = { ...part, ...rule(part) }
  const head = { start: headStart, end: headEnd, bytes: Buffer.from(part.head, 'latin1') }
  const body = { start: bodyStart, end: bodyEnd, bytes: part.body }
  return [...(part.head === given.head ? [] : [head]), ...(part.body === given.body ? [] : [body])]
}

/**
 * Puts right what would make a reader lose or garble words: the bytes to read, not the bytes to keep. A mail
 * without such faults comes back as it is.
 */
export const mendMail = (given: Uint8Array): Uint8Array => {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const outline = outlineOf(bytes)
  if (!outline) return given
  const charset = namedCharset(bytes.toString('latin1', 0, HEAD))
  const edits: Edit[] = [
    ...outline.parts.flatMap((part) => editsOf(bytes, part, charset)),
    ...outline.delimiters.map(({ start, end, line }) => ({ start, end, bytes: Buffer.from(line, 'latin1') })),
  ].sort((one, other) => one.start - other.start)
  if (edits.length === 0) return given
  const pieces: Buffer[] = []
  let at = 0
  for (const edit of edits) {
    pieces.push(bytes.subarray(at, edit.start), edit.bytes)
    at = edit.end
  }
  return Buffer.concat([...pieces, bytes.subarray(at)])
}
