/** Blanks of all kinds are one: where a line is folded is nobody's meaning. */
export const plain = (text: string): string => text.replace(/[\s\u200b\ufeff]+/gu, ' ').trim()

const shorten = (text: string): string => (text.length > 120 ? `${text.slice(0, 120)}…` : text)

/** A letter that the source itself could not read stands for any one. */
const isLike = (read: string, expected: string): boolean => {
  if (!expected.includes('\ufffd')) return read === expected
  const [own, wanted] = [[...read], [...expected]]
  return own.length === wanted.length && wanted.every((letter, n) => letter === '\ufffd' || letter === own[n])
}

/** Says what differs between two texts; empty when nothing does. Nothing is expected when `expected` is undefined. */
export const differ = (
  what: string,
  read: string | null | undefined,
  expected: string | null | undefined,
): string[] =>
  expected === undefined || isLike(plain(read ?? ''), plain(expected ?? ''))
    ? []
    : [`${what} is "${shorten(plain(read ?? ''))}", not "${shorten(plain(expected ?? ''))}"`]

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? []

/** Share of the words of `expected` that are in `read` as often, 0 to 1; 1 when nothing is expected. */
export const shareOfWords = (read: string, expected: string): number => {
  const left = new Map<string, number>()
  for (const word of wordsOf(read)) left.set(word, (left.get(word) ?? 0) + 1)
  const wanted = wordsOf(expected)
  const found = wanted.filter((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
  return wanted.length === 0 ? 1 : found.length / wanted.length
}
