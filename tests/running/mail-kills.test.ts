import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { momentNames } from '../../bench/mail-kills/moments.ts'
import { MailKills } from '../../bench/mail-kills/run.ts'
import { hasDovecot } from '../harness/dovecot.ts'
import { forgetRunning } from '../harness/running.ts'

/** Two desks beside each other: a start keeps one processor busy. Each dies once at each moment. */
const DESKS = 2
const KILLS = 24
const nothing: unknown[] = []

describe.skipIf(!hasDovecot)('mail (where Dovecot is not present, this is skipped)', () => {
  let desks: MailKills[]
  beforeAll(async () => {
    desks = await Promise.all(Array.from({ length: DESKS }, () => MailKills.begin()))
    await Promise.all(
      desks.map(async (desk) => {
        for (let kill = 0; kill < KILLS / DESKS; kill += 1) await desk.kill()
        await desk.settle()
      }),
    )
  }, 1_800_000)
  afterAll(async () => {
    for (const desk of desks ?? []) await desk.close()
    await forgetRunning()
  }, 60_000)

  test('a desk killed at each moment of accepting, fetching and sending loses no mail and doubles none', async () => {
    for (const desk of desks) {
      expect(await desk.compare()).toMatchObject({
        ok: true,
        received: { lost: nothing, doubled: nothing },
        fetched: { behindSeen: nothing, unseen: 0 },
        sent: { lost: nothing, twice: nothing, silent: nothing },
        ...{ unplaced: 0, broken: nothing },
      })
      expect(Object.keys(desk.struck)).toEqual(momentNames)
    }
  })

  test('what a kill leaves between the dot and the answer is called uncertain, and arrived', async () => {
    const arrived = await Promise.all(
      desks.map(async (desk) => (await desk.compare()).sent.uncertain.arrived),
    )
    expect(Math.min(...arrived)).toBeGreaterThan(0)
  })

  test('the comparison sees a mail that is not there', async () => {
    const undo = desks[0]?.pretend('never-arrived')
    expect(await desks[0]?.compare()).toMatchObject({ ok: false, received: { lost: ['never-arrived'] } })
    undo?.()
  })
})
