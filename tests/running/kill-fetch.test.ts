import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FetchKills, momentNames } from '../../bench/kill-fetch-run.ts'
import { hasDovecot } from '../harness/dovecot.ts'
import { forgetRunning } from '../harness/running.ts'

describe.skipIf(!hasDovecot)('fetching (where Dovecot is not present, this is skipped)', () => {
  let kills: FetchKills
  beforeAll(async () => {
    kills = await FetchKills.begin()
  }, 120_000)
  afterAll(async () => {
    await kills?.close()
    await forgetRunning()
  }, 60_000)

  test('a desk killed at each word of it loses no mail, doubles none, and marks none as seen too early', async () => {
    for (const moment of momentNames) await kills.kill(moment)
    await kills.settle()
    expect(await kills.compare()).toMatchObject({
      ok: true,
      killed: { search: 1, fetch: 1, store: 1, flag: 1, cursor: 1 },
      lost: { cases: [], unplaced: 0, behindSeen: [], unseen: 0 },
      doubled: { cases: [] },
    })
  }, 180_000)

  test('the comparison sees a mail that is not there', async () => {
    kills.ledger.mails.add('never-arrived')
    expect(await kills.compare()).toMatchObject({ ok: false, lost: { cases: ['never-arrived'] } })
    kills.ledger.mails.delete('never-arrived')
  })
})
