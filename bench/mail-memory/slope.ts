/** What a desk held after so many mails. */
export interface Held {
  readonly mails: number
  readonly mb: number
}

/**
 * How much more is held for each 10,000 mails, in MB: the straight line through the later half of what was seen
 * (least squares), because a process that has just begun fills its caches. 0 of less than two points.
 */
export const growth = (held: readonly Held[]): number => {
  const later = held.slice(Math.floor(held.length / 2))
  const mean = (of: (each: Held) => number): number =>
    later.reduce((sum, each) => sum + of(each), 0) / Math.max(1, later.length)
  const [mails, mb] = [mean((each) => each.mails), mean((each) => each.mb)]
  const spread = later.reduce((sum, each) => sum + (each.mails - mails) ** 2, 0)
  if (spread === 0) return 0
  return (later.reduce((sum, each) => sum + (each.mails - mails) * (each.mb - mb), 0) / spread) * 10_000
}
