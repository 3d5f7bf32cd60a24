import { sql } from 'kysely'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { defineAnnouncement } from '../contract/announcement.ts'
import { withSavepoint } from '../db/savepoint.ts'
import type { Tx } from '../db/transaction.ts'
import { transact } from '../db/transaction.ts'
import { systemActor } from '../identity/actor.ts'
import { announce } from './announce.ts'
import { eventsAfter, eventsOfCase, journalHead } from './queries.ts'
import { on, registerReactions } from './reactions.ts'

const actor = systemActor('test')
const happened = defineAnnouncement('test.happened', z.object({ word: z.string() }))
let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})

const say = (tx: Tx, word: string, caseId?: number) =>
  announce(tx, happened, { actor, caseId, objects: [{ type: 'word', id: 1 }], attributes: { word } })
const words = (events: { attributes: unknown }[]) =>
  events.map((event) => (event.attributes as { word: string }).word)

describe('the journal', () => {
  it('keeps nothing of a transaction that failed', async () => {
    const head = await journalHead(platform.db)
    const failing = transact(platform.db, actor, async (tx) => {
      await say(tx, 'never')
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(words(await eventsAfter(platform.db, head, 10))).not.toContain('never')
  })

  it('shows a late commit to a reader that has already read a younger event', async () => {
    const head = await journalHead(platform.db)
    const read: string[] = []
    let position = head
    const readOn = async () => {
      const events = await eventsAfter(platform.db, position, 100)
      read.push(...words(events))
      position = events.at(-1)?.position ?? position
    }
    await transact(platform.db, actor, async (early) => {
      await say(early, 'early, committed last')
      await transact(platform.db, actor, (late) => say(late, 'late, committed first'))
      await readOn()
      expect(read).toEqual([])
    })
    await vi.waitFor(async () => {
      await readOn()
      expect(read).toEqual(['early, committed last', 'late, committed first'])
    }, 5_000)
  })

  it('misses nothing and repeats nothing under twenty writers of random length', async () => {
    let position = await journalHead(platform.db)
    const read: string[] = []
    const readOn = async () => {
      const events = await eventsAfter(platform.db, position, 7)
      read.push(...words(events).filter((word) => word.startsWith('writer')))
      position = events.at(-1)?.position ?? position
    }
    let writing = true
    const reader = (async () => {
      while (writing) await readOn()
    })()
    await Promise.all(
      Array.from({ length: 20 }, (_, writer) =>
        transact(platform.db, actor, async (tx) => {
          await say(tx, `writer ${writer} a`)
          await sql`select pg_sleep(${(writer % 5) / 100})`.execute(tx)
          await say(tx, `writer ${writer} b`)
        }),
      ),
    )
    writing = false
    await reader
    await vi.waitFor(async () => {
      await readOn()
      expect(new Set(read).size).toBe(40)
    }, 5_000)
    expect(read).toHaveLength(40)
  })

  it('cannot be rewritten', async () => {
    await transact(platform.db, actor, (tx) => say(tx, 'for ever', 5))
    await expect(sql`update journal set type = 'x'`.execute(platform.db)).rejects.toThrow('append-only')
    await expect(sql`delete from journal`.execute(platform.db)).rejects.toThrow('append-only')
    expect(words(await eventsOfCase(platform.db, 5, 10))).toEqual(['for ever'])
  })

  it('refuses attributes that the announcement does not declare', async () => {
    const wrong = transact(platform.db, actor, (tx) =>
      announce(tx, happened, { actor, objects: [], attributes: { word: 3 as never } }),
    )
    await expect(wrong).rejects.toThrow()
  })

  describe('queues its reactions', () => {
    const queued = async (): Promise<unknown[]> => {
      const { rows } = await sql<{ payload: unknown }>`
        delete from graphile_worker._private_jobs returning payload`.execute(platform.db)
      return rows.map(({ payload }) => payload)
    }
    const seqs = async (count: number): Promise<number[]> => {
      const { rows } = await sql<{ seq: number }>`
        select seq from journal order by seq desc limit ${count}`.execute(platform.db)
      return rows.map(({ seq }) => seq).reverse()
    }
    const reactions = ['on:test.first', 'on:test.second']
    beforeEach(async () => {
      registerReactions([
        on(happened, 'test.first', async () => {}),
        on(happened, 'test.second', async () => {}),
      ])
      await queued()
    })
    afterEach(() => registerReactions([]))

    it('in one job for all that one transaction announced of one case', async () => {
      await transact(platform.db, actor, async (tx) => {
        await say(tx, 'one', 1)
        await say(tx, 'two', 2)
        await say(tx, 'one again', 1)
      })
      const [one, two, again] = await seqs(3)
      const jobs = await queued()
      expect(jobs).toHaveLength(2)
      expect(jobs).toContainEqual([
        { seq: one, reactions },
        { seq: again, reactions },
      ])
      expect(jobs).toContainEqual([{ seq: two, reactions }])
    })

    it('but not for what a part of it took back, nor where nobody listens', async () => {
      await transact(platform.db, actor, async (tx) => {
        const part = withSavepoint(tx, async () => {
          await say(tx, 'taken back', 3)
          throw new Error('no')
        })
        await expect(part).rejects.toThrow('no')
        await say(tx, 'stays', 3)
      })
      const [stays] = await seqs(1)
      expect(await queued()).toEqual([[{ seq: stays, reactions }]])
      registerReactions([])
      await transact(platform.db, actor, (tx) => say(tx, 'alone', 3))
      expect(await queued()).toEqual([])
    })
  })
})
