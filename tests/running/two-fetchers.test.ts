import { afterAll, describe, expect, test } from 'vitest'
import { fetchByTwo } from '../../bench/two-fetchers/run.ts'
import { hasDovecot } from '../harness/dovecot.ts'
import { forgetRunning } from '../harness/running.ts'

describe.skipIf(!hasDovecot)('two processes (where Dovecot is not present, this is skipped)', () => {
  afterAll(forgetRunning, 60_000)

  test('fetch one mailbox in turn: when the one is killed in the middle of a backlog, the other brings the rest, none twice', async () => {
    expect(await fetchByTwo(60, { waits: false })).toMatchObject({
      ok: true,
      ...{ unseen: 0, doubled: [], lost: { cases: [], unplaced: 0 } },
    })
  }, 240_000)
})
