import type { Due } from './due.ts'
import type { Spell } from './spells.ts'

/** A clock as far as it decides what is told of it. */
export type Ticking = Pick<Spell, 'stoppedAt'> & Due

interface Told {
  readonly warnedAt: Date | null
  readonly breachedAt: Date | null
}

/**
 * What has to be told of a clock now: that it came to its warning, that it came to its end. Each is told once; when
 * the end moves into the future again (a rest, a longer target), it will be told anew.
 */
export const newsOf = (
  { stoppedAt, warnAt, dueAt }: Ticking,
  before: Told | undefined,
  now: Date,
): Told & { readonly news: ('warned' | 'breached')[] } => {
  const until = stoppedAt && stoppedAt < now ? stoppedAt : now
  const passed = (at: Date | null) =>
    at !== null && at <= until && (!stoppedAt || at < stoppedAt) ? at : null
  const breached = passed(dueAt)
  const warned = passed(warnAt)
  return {
    warnedAt: warned && (before?.warnedAt ?? warned),
    breachedAt: breached && (before?.breachedAt ?? breached),
    news: [
      // Nobody needs the warning of what has come already.
      ...(warned && !before?.warnedAt && !breached && !stoppedAt ? ['warned' as const] : []),
      ...(breached && !before?.breachedAt ? ['breached' as const] : []),
    ],
  }
}

/** The next instant at which something will have to be told; null when nothing will. */
export const nextRing = (clocks: readonly Ticking[], now: Date): Date | null => {
  const instants = clocks.flatMap(({ stoppedAt, warnAt, dueAt }) => (stoppedAt ? [] : [warnAt, dueAt]))
  const coming = instants.filter((at) => at !== null).filter((at) => at > now)
  return coming.length === 0 ? null : new Date(Math.min(...coming.map(Number)))
}
