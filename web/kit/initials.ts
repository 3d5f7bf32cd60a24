/** One or two letters for a face that has no picture; an address gives the first letter before the @. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const first = words[0]
  if (!first) return '?'
  const last = words.length > 1 ? words.at(-1) : undefined
  return (letter(first) + (last ? letter(last) : '')).toLocaleUpperCase()
}

function letter(word: string): string {
  const found = word.match(/\p{L}|\p{N}/u)
  return found?.[0] ?? word[0] ?? ''
}

/** One of `count` calm colours, always the same for the same name. */
export function hueOf(name: string, count: number): number {
  let sum = 0
  for (const char of name) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return sum % count
}
