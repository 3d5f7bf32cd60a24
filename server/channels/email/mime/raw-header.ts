import { decodeWords } from 'postal-mime'

const HEAD = 256 * 1024

// Named by programs that do not know better, so any other name says more.
const USUAL = /^(us-ascii|ascii|iso-8859-1|windows-1252|utf-?8)$/i

/** The charset that a mail names for its text. */
const charsetOf = (head: string): string => {
  const named = [...head.matchAll(/charset\s*=\s*"?([\w.:-]{2,40})/gi)].map((found) => found[1] ?? '')
  return named.find((name) => !USUAL.test(name)) ?? 'windows-1252'
}

const decoderFor = (charset: string): TextDecoder => {
  try {
    return new TextDecoder(charset)
  } catch {
    return new TextDecoder('windows-1252')
  }
}

/**
 * A header that some program wrote in its own charset instead of encoding it: read again in the charset that the
 * mail names for its text. What was read well already is returned as it is.
 */
export const rawHeader = (bytes: Uint8Array, name: string, read: string): string => {
  if (!read.includes('\ufffd')) return read
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD)).toString(
    'latin1',
  )
  const value = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]
  if (value === undefined) return read
  const decoded = decoderFor(charsetOf(head)).decode(Buffer.from(value, 'latin1'))
  return decodeWords(decoded.replace(/\r?\n/g, ''))
}
