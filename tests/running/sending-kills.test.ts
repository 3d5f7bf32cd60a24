import { afterAll, beforeAll, expect, test } from 'vitest'
import { killWhileSending, moments } from '../../bench/sending-kills-run.ts'
import { forgetRunning } from '../harness/running.ts'

const KILLS = moments.length
let survivor: Awaited<ReturnType<typeof killWhileSending>>

beforeAll(async () => {
  survivor = await killWhileSending(KILLS)
}, 240_000)
afterAll(async () => {
  await survivor?.close()
  await forgetRunning()
}, 60_000)

test('a sender killed at each moment of a mail loses none, sends none twice, and calls uncertain what is', async () => {
  expect(await survivor.compare()).toMatchObject({
    ...{ ok: true, lost: [], twice: [], silent: [], acknowledged: KILLS * 3 },
    struck: Object.fromEntries(moments.map((moment) => [moment, 1])),
  })
  expect((await survivor.compare()).uncertain.arrived).toBeGreaterThan(0)
})
