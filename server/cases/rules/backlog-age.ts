/** How old the open needs of a desk are, in days since their first contact; nothing has a value where none is open. */
export interface BacklogAge {
  readonly n: number
  readonly median: number | null
  readonly p90: number | null
  readonly mean: number | null
  readonly oldest: number | null
  /** How many are so old, in the order of {@link buckets}. */
  readonly counts: readonly number[]
}

/** The last whole day of each bucket: 0–1, 2–3, 4–7, 8–14, 15–30, more (methods.md 3.13). */
export const buckets = [1, 3, 7, 14, 30, Number.POSITIVE_INFINITY] as const

/** Linear interpolation at position (n−1)q of sorted values ("type 7", methods.md section 0); null for none. */
export const quantile = (sorted: readonly number[], q: number): number | null => {
  const position = (sorted.length - 1) * q
  const [below, above] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]]
  if (below === undefined || above === undefined) return null
  return below + (above - below) * (position - Math.floor(position))
}

/**
 * Backlog age (methods.md 3.13) from the age of each open need, in days. Snoozed, pending and reopened needs count from
 * their first contact like all others.
 */
export const backlogAge = (days: readonly number[]): BacklogAge => {
  const sorted = [...days].sort((a, b) => a - b)
  const n = sorted.length
  const bucketOf = (age: number) => buckets.findIndex((last) => Math.floor(age) <= last)
  return {
    n,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    mean: n === 0 ? null : sorted.reduce((sum, age) => sum + age, 0) / n,
    oldest: sorted.at(-1) ?? null,
    counts: buckets.map((_, index) => sorted.filter((age) => bucketOf(age) === index).length),
  }
}

/** Days of work that a backlog is at the pace of today; null while nothing is solved. */
export const daysOfWork = (backlog: number, solvedPerDay: number): number | null =>
  solvedPerDay === 0 ? null : backlog / solvedPerDay
