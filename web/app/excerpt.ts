export type Bit = { text: string; isMatch: boolean }

/** Cuts a search excerpt at the marks the server sets around matches (U+E000 and U+E001). */
export function bits(excerpt: string): Bit[] {
  return excerpt
    .split(/(\uE000[^\uE001]*\uE001?)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part.replace(/[\uE000\uE001]/g, ''), isMatch: part.startsWith('\uE000') }))
}
