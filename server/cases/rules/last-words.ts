const LAST_WORDS = 200

/** The beginning of a text on one line, for a row of a list. */
export const lastWordsOf = (text: string): string => {
  const line = text
    .slice(0, LAST_WORDS * 4)
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= LAST_WORDS ? line : `${line.slice(0, LAST_WORDS - 1).trimEnd()}…`
}
