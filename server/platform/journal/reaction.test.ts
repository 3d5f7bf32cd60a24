import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createTestPlatform, type TestPlatform } from '../../../tests/harness/platform.ts'
import { defineAnnouncement } from '../contract/announcement.ts'
import { connect } from '../db/pool.ts'
import { transact } from '../db/transaction.ts'
import { systemActor } from '../identity/actor.ts'
import { startWorker } from '../jobs/worker.ts'
import { announce } from './announce.ts'
import { jobsOf, on, type Reaction, registerReactions } from './reactions.ts'

const actor = systemActor('test')
const rang = defineAnnouncement('test.rang', z.object({ bell: z.string() }))

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform()
})
afterEach(() => registerReactions([]))

/** Rings once while a worker with these reactions runs, then does `then` before it stops. */
const ring = async (
  reactions: readonly Reaction[],
  bell: string,
  then: () => Promise<unknown>,
): Promise<void> => {
  registerReactions(reactions)
  const connection = connect(platform.database.url, 4, 'worker')
  const stop = await startWorker(platform, connection.pool, jobsOf(reactions))
  try {
    const objects = [{ type: 'bell', id: 3, qualifier: 'rung' }]
    await transact(platform.db, actor, (tx) =>
      announce(tx, rang, { actor, caseId: 9, objects, attributes: { bell } }),
    )
    await then()
  } finally {
    await stop()
    await connection.close()
  }
}

it('a reaction hears what was announced, whole', async () => {
  const heard: unknown[] = []
  const listen = on(rang, 'test.listen', async (_context, event) => {
    heard.push(event)
  })
  await ring([listen], 'front door', () => vi.waitFor(() => expect(heard).toHaveLength(1), 5_000))
  expect(heard[0]).toMatchObject({
    type: 'test.rang',
    caseId: 9,
    actor: { kind: 'system', id: null },
    objects: [{ type: 'bell', id: 3, qualifier: 'rung' }],
    attributes: { bell: 'front door' },
  })
})

it('a reaction that fails is tried again and delays no other', async () => {
  const calls: string[] = []
  const failing = on(rang, 'test.failing', async (_context, { attributes }) => {
    calls.push(`failing ${attributes.bell}`)
    if (calls.filter((call) => call.startsWith('failing')).length === 1) throw new Error('not yet')
  })
  const fine = on(rang, 'test.fine', async () => {
    calls.push('fine')
  })
  await ring([failing, fine], 'back door', () =>
    vi.waitFor(() => expect(calls.filter((call) => call === 'failing back door')).toHaveLength(2), 12_000),
  )
  expect(calls).toContain('fine')
})
