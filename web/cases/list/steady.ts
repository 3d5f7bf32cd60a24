export type Keyed = { id: number }
export type Steady<T> = { rows: T[]; newcomers: number }

/**
 * The rows to show while the reader is over the list: everything stays where it is, with its newest content;
 * what is new waits outside and is only counted, what has gone stays until the reader looks away.
 */
export function steady<T extends Keyed>(shown: readonly T[], fresh: readonly T[]): Steady<T> {
  const byId = new Map(fresh.map((row) => [row.id, row]))
  const known = new Set(shown.map(({ id }) => id))
  const rows = shown.map((row) => byId.get(row.id) ?? row)
  const lastKnown = fresh.findLastIndex(({ id }) => known.has(id))
  // Rows below the last known one are a further page that was scrolled for, not news.
  const below = fresh.slice(lastKnown + 1)
  const newcomers = fresh.slice(0, lastKnown + 1).filter(({ id }) => !known.has(id)).length
  return { rows: [...rows, ...below], newcomers }
}
