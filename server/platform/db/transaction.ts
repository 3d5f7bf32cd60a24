import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import { type Actor, actorText } from '../identity/actor.ts'
import type { Database } from './pool.ts'
import type { DB } from './schema.generated.ts'

/** The one transaction of an action: its change and its announcements commit together or not at all. */
export type Tx = Transaction<DB>

const LONGEST_PAUSE_MS = 40
const RETRYABLE = new Set(['40001', '40P01'])

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''

const endings = new WeakMap<Tx, (() => Promise<void>)[]>()

/** Has `act` done in a transaction of {@link transact} when everything else in it is. */
export const beforeCommit = (tx: Tx, act: () => Promise<void>): void => {
  const waiting = endings.get(tx)
  if (!waiting) throw new Error('this transaction was not begun by transact')
  waiting.push(act)
}

const inOne = async <R>(tx: Tx, actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  const waiting: (() => Promise<void>)[] = []
  endings.set(tx, waiting)
  await sql`select set_config('regard.actor', ${actorText(actor)}, true)`.execute(tx)
  const result = await work(tx)
  for (const act of waiting) await act()
  return result
}

/**
 * Runs `work` in one transaction in the name of `actor` (visible to triggers and to the database's own log
 * as `regard.actor`). A deadlock or serialisation failure is tried again, three times in all.
 */
export const transact = async <R>(db: Database, actor: Actor, work: (tx: Tx) => Promise<R>): Promise<R> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().execute((tx) => inOne(tx, actor, work))
    } catch (error) {
      if (attempt >= 3 || !RETRYABLE.has(codeOf(error))) throw error
      // Not in step with whoever it collided with, or both would meet again.
      await pause(Math.random() * LONGEST_PAUSE_MS * attempt)
    }
  }
}
