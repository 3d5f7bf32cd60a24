import type { ClockKind } from '../../cases/contract.ts'
import {
  type LockedCase,
  setClockDue,
  unsafeLockCase,
  unsafeStatesOf,
  unsafeWordsOf,
} from '../../cases/index.ts'
import { hoursOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { enqueue } from '../../platform/jobs/job.ts'
import { announce } from '../../platform/journal/announce.ts'
import { clockAnnouncements, type Kind } from '../contract.ts'
import { ringTicket } from '../jobs/queue.ts'
import {
  addTerm,
  clocksOf,
  forgetClocks,
  restsOfCase,
  type StoredClock,
  setClock,
  setRests,
} from '../queries/clocks.ts'
import { type Terms, termsFor } from '../queries/policies.ts'
import { dueOf, restsOf } from '../rules/due.ts'
import { newsOf, nextRing } from '../rules/news.ts'
import { type Rest, reckon, type Spell } from '../rules/spells.ts'
import { termsAfter } from '../rules/terms.ts'
import { withHours } from './with-hours.ts'

const actor = systemActor('clocks')

const dueKinds: Readonly<Record<Kind, ClockKind>> = {
  'first-response': 'first-response',
  'next-response': 'next-response',
  'first-resolution': 'resolution',
  'full-resolution': 'resolution',
}

/**
 * Sets the clocks of a case anew from what was said and done on it, and announces those that have come to their
 * warning or their end. Run it as often as you like: the same rows give the same clocks, and news is told once.
 */
export const reckonClocks = async (tx: Tx, caseId: number, now: Date): Promise<void> => {
  const row = await unsafeLockCase(tx, caseId)
  if (row.id !== caseId) await clear(tx, caseId)
  const { spells, rests } = reckon(await unsafeWordsOf(tx, row.id), await unsafeStatesOf(tx, row.id))
  const stored = await clocksOf(tx, row.id)
  const terms = await termsFor(tx, { teamId: row.team_id, organisationId: row.organisation_id })
  const set = await setSpells(tx, row, { spells, rests, stored, terms, now })
  await forgetClocks(
    tx,
    row.id,
    set.map(({ id }) => id),
  )
  await storeRests(tx, row.id, rests)
  await showDue(tx, row, set)
  if (!sameClocks(stored, set)) await tellSet(tx, row.id)
  const runAt = nextRing(set, now)
  if (runAt) await enqueue(tx, ringTicket, { caseId: row.id }, { runAt, key: `clocks.ring:${row.id}` })
}

/** A case that was merged has no clocks: they go on where it lives on. */
const clear = async (tx: Tx, caseId: number): Promise<void> => {
  await forgetClocks(tx, caseId, [])
  await setRests(tx, caseId, [])
  await setClockDue(tx, caseId, null)
}

interface Found {
  readonly spells: readonly Spell[]
  readonly rests: readonly Rest[]
  readonly stored: readonly StoredClock[]
  readonly terms: Terms
  readonly now: Date
}

const setSpells = async (tx: Tx, row: LockedCase, found: Found): Promise<StoredClock[]> => {
  const known = new Map(found.stored.map((clock) => [`${clock.kind} ${+clock.startedAt}`, clock]))
  const planned = found.spells.map((spell) => {
    const before = known.get(`${spell.kind} ${+spell.startedAt}`)
    return { spell, before, terms: termsAfter(before?.terms ?? [], spell, found.terms, found.now) }
  })
  const calendars = await hoursOf(
    tx,
    planned.flatMap(({ terms }) => terms.map(({ calendarId }) => calendarId).filter((id) => id !== null)),
  )
  const set: StoredClock[] = []
  for (const { spell, before, terms } of planned) {
    const due = dueOf(spell, withHours(terms, calendars), restsOf(spell, found.rests))
    const { news, ...told } = newsOf({ ...spell, ...due }, before, found.now)
    const clock = { ...spell, ...due, ...told, terms }
    const id = before && same(before, clock) ? before.id : await setClock(tx, row.id, clock)
    for (const term of terms.slice(before?.terms.length ?? 0)) await addTerm(tx, id, term)
    for (const name of news) await tell(tx, row.id, name, clock)
    set.push({ ...clock, id })
  }
  return set
}

/** Whether the clocks of a case are the ones it had, as far as anybody sees them. */
const sameClocks = (before: readonly StoredClock[], after: readonly StoredClock[]): boolean => {
  const seen = (clocks: readonly StoredClock[]) =>
    JSON.stringify(clocks.map(({ id, stoppedAt, dueAt }) => [id, stoppedAt, dueAt]).sort())
  return seen(before) === seen(after)
}

const tellSet = (tx: Tx, caseId: number) =>
  announce(tx, clockAnnouncements.set, {
    ...{ actor, caseId, attributes: {} },
    objects: [{ type: 'case', id: caseId }],
  })

/** Whether everything that is stored of a clock is as it was. */
const same = (before: StoredClock, clock: Omit<StoredClock, 'id'>): boolean => {
  const stored = ({ ended, stoppedAt, warnAt, dueAt, warnedAt, breachedAt }: Omit<StoredClock, 'id'>) =>
    JSON.stringify([ended, stoppedAt, warnAt, dueAt, warnedAt, breachedAt])
  return stored(before) === stored(clock)
}

const storeRests = async (tx: Tx, caseId: number, rests: readonly Rest[]): Promise<void> => {
  const shape = (list: readonly Rest[]) =>
    JSON.stringify(list.map(({ why, from, to }) => `${why} ${+from} ${to && +to}`).sort())
  if (shape(await restsOfCase(tx, caseId)) !== shape(rests)) await setRests(tx, caseId, rests)
}

/** Lists sort and show the earliest instant at which a running clock of the case is due. */
const showDue = async (tx: Tx, row: LockedCase, clocks: readonly StoredClock[]): Promise<void> => {
  const next = clocks
    .flatMap(({ kind, stoppedAt, dueAt }) =>
      stoppedAt || !dueAt ? [] : [{ at: dueAt, kind: dueKinds[kind] }],
    )
    .sort((a, b) => +a.at - +b.at)[0]
  const unchanged = (next ? +next.at : null) === (row.clock_due_at && +row.clock_due_at)
  if (!unchanged || (next?.kind ?? null) !== row.clock_due_kind) await setClockDue(tx, row.id, next ?? null)
}

const tell = async (
  tx: Tx,
  caseId: number,
  name: 'warned' | 'breached',
  { kind, warnAt, dueAt }: Pick<StoredClock, 'kind' | 'warnAt' | 'dueAt'>,
): Promise<void> => {
  const time = name === 'warned' ? warnAt : dueAt
  if (!time || !dueAt) return
  await announce(tx, clockAnnouncements[name], {
    ...{ actor, caseId, time },
    objects: [{ type: 'case', id: caseId }],
    attributes: { kind, dueAt: dueAt.toISOString() },
  })
}
