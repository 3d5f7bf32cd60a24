// Named by programs that do not know better, so any other name says more.
const USUAL = /^(us-ascii|ascii|ansi_x3\.4-1968|iso-8859-1|windows-1252|utf-?8)$/i

/** The charset that a mail names for its text: of several, one that its program must have chosen. */
export const namedCharset = (head: string): string => {
  const named = [...head.matchAll(/charset\s*=\s*["']?([\w.:-]{2,40})/gi)].map((found) => found[1] ?? '')
  return named.find((name) => !USUAL.test(name) && isKnown(name)) ?? 'windows-1252'
}

const isKnown = (charset: string): boolean => {
  try {
    return new TextDecoder(charset).encoding.length > 0
  } catch {
    return false
  }
}

/** Whether it holds other letters than ASCII. */
export const isWide = (bytes: Buffer): boolean => bytes.some((byte) => byte >= 0x80)

/** Whether it is UTF-8 but for a letter broken here and there. */
export const looksLikeUtf8 = (bytes: Buffer): boolean => {
  const text = bytes.toString('utf8')
  const broken = text.split('\ufffd').length - 1
  return broken === 0 || broken * 2 < (text.match(/[\u0080-\ufffc\u{10000}-\u{10ffff}]/gu)?.length ?? 0)
}

/**
 * The charset a text is really in: programs name one without looking. UTF-8 is hardly ever met by chance, so
 * it is believed to the bytes and to nobody's word.
 * @param declared as the mail states it, null when it does not
 * @param others the charset named elsewhere in the mail, for want of a better guess
 * @returns null when the declared one will do
 */
export const realCharset = (bytes: Buffer, declared: string | null, others: string): string | null => {
  if (!isWide(bytes)) return null
  const isUsual = declared === null || USUAL.test(declared) || !isKnown(declared)
  if (!isUsual) return null
  const saysUtf8 = declared !== null && /^utf-?8$/i.test(declared)
  if (looksLikeUtf8(bytes)) return saysUtf8 ? null : 'utf-8'
  if (declared !== null && !saysUtf8 && isKnown(declared)) return null
  return others
}
