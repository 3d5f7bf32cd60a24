/** Marks that a reader of these scripts may leave out: Latin, Greek and Cyrillic accents, Hebrew and Arabic points. */
const OPTIONAL_MARKS =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ى: 'ي',
}

/** "And the…" is one word in Arabic; the stemmers know the article only at the beginning. */
const AND_THE = /^وال(?=\p{L}{3})/u

const ARABIC_ZERO = 0x0660
const PERSIAN_ZERO = 0x06f0

const digit = (character: string): string => {
  const code = character.codePointAt(0) ?? 0
  return String(code - (code >= PERSIAN_ZERO ? PERSIAN_ZERO : ARABIC_ZERO))
}

/**
 * One word in the form that is compared: lower case, without accents, wide and ligature forms made plain,
 * Arabic digits as 0–9. Scripts whose marks carry meaning (Thai, Devanagari) keep them.
 */
export const fold = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(OPTIONAL_MARKS, '')
    .replace(/[ßæœøđðłıþى]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, digit)
    .replace(AND_THE, 'ال')
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '')
