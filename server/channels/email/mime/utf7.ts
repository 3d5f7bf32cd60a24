/** Words in base64 of UTF-16 between plain ones (RFC 2152). */
const SHIFTED = /\+([A-Za-z0-9+/]*)-?/g

/** UTF-7, which no TextDecoder knows, to text. */
export const decodeUtf7 = (text: string): string =>
  text.replace(SHIFTED, (_all, letters: string) => {
    if (letters === '') return '+'
    const bytes = Buffer.from(letters, 'base64')
    return bytes
      .subarray(0, bytes.length - (bytes.length % 2))
      .swap16()
      .toString('utf16le')
  })

export const isUtf7 = (charset: string | null): boolean => /^(?:unicode-1-1-)?utf-?7$/i.test(charset ?? '')
