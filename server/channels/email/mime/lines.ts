/** Valid Unicode without the one character PostgreSQL cannot keep. */
export const clean = (text: string): string => Buffer.from(text.replaceAll('\0', '')).toString()

/** One line of at most `limit` letters. */
export const line = (text: string | undefined, limit: number): string =>
  clean(text ?? '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .slice(0, limit)
