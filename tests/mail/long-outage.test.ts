import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type FaultProxy, startFaultProxy } from '../harness/fault-proxy.ts'
import { letPass } from '../harness/let-pass.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { type MailSink, startMailSink } from '../harness/mail-sink.ts'
import { scaleOf } from '../harness/scale.ts'

/** `R10=200` for the long form, in which each try comes in its turn; else it comes some hours late. */
const MAILS = scaleOf('R10', 2)
const LATE = 'R10' in process.env ? 0 : 9 * 3_600_000
const DAY = 24 * 3_600_000
const patience = { timeout: 30_000 + MAILS * 1_000, interval: 20 }

let desk: MailDesk
let outside: MailSink
let line: FaultProxy
let cases: number[]
let made = 0
beforeAll(async () => {
  outside = await startMailSink()
  line = await startFaultProxy(outside.port)
  desk = await createMailDesk({ SMTP_RELAY: `smtp://127.0.0.1:${line.port}` })
}, 60_000)
afterAll(async () => {
  await line?.close()
  await outside?.close()
})
beforeEach(
  async () => {
    outside.mails.length = 0
    const known = (await desk.cases()).length
    for (let n = 0; n < MAILS; n += 1) {
      const from = `c${++made}@customer.example`
      await desk.deliver({ from, to: desk.address, subject: `Need ${made}`, text: 'Please help.' })
    }
    await desk.settled()
    cases = (await desk.cases()).slice(known).map(({ id }) => id)
  },
  60_000 + MAILS * 1_000,
)

const answerAll = () => Promise.all(cases.map((id) => desk.reply(id, `Words for ${id}`)))
const told = async () => {
  const messages = (await Promise.all(cases.map((id) => desk.messages(id)))).flat()
  return messages.filter(({ authorKind }) => authorKind === 'staff')
}
const calls = () =>
  desk.platform.db
    .selectFrom('attentions')
    .select(['reason', 'case_id as caseId'])
    .where('case_id', 'in', cases)
    .execute()
const rows = () =>
  desk.platform.db
    .selectFrom('outbox')
    .innerJoin('messages', 'messages.id', 'message_id')
    .select(['outbox.state', 'attempts', 'next_try_at as nextTryAt'])
    .where('case_id', 'in', cases)
    .execute()
/** Whoever's time has come has been tried. */
const allTried = () =>
  expect
    .poll(
      async () =>
        (await rows()).every(
          ({ state, attempts, nextTryAt }) =>
            state !== 'sending' && attempts > 0 && (state !== 'deferred' || nextTryAt > new Date()),
        ),
      patience,
    )
    .toBe(true)

/** Lets so much time pass, each try in its turn; what is asked of the desk after each try. @returns what was left */
const outage = async (length: number, meanwhile: () => Promise<void>): Promise<number | null> => {
  let passed = 0
  for (;;) {
    await allTried()
    await meanwhile()
    if (passed >= length) return passed
    const more = await letPass(desk.platform, LATE)
    if (more === null) return null
    passed += more
  }
}

it(
  'a server that is away for a day: nobody is called, and when it is back everything leaves once, at once',
  async () => {
    await line.refuse()
    await answerAll()
    await outage(DAY, async () => {
      expect(new Set((await told()).map(({ delivery }) => delivery))).toEqual(new Set(['deferred']))
      expect(await calls()).toEqual([])
    })
    await line.accept()
    expect(outside.mails).toEqual([])
    // One that gets through tells that the way is open: the others need not wait for hours.
    await letPass(desk.platform)
    const written = async () => (await told()).map(({ delivery }) => delivery)
    await expect.poll(written, patience).toEqual(cases.map(() => 'sent'))
    expect(outside.mails.map(({ mail }) => mail.text?.split('\n')[0]?.trim()).sort()).toEqual(
      cases.map((id) => `Words for ${id}`).sort(),
    )
    expect(await calls()).toEqual([])
  },
  120_000 + MAILS * 3_000,
)

it(
  'one that is away for five days: each writer is told then and not before, and a click sends it once',
  async () => {
    await line.refuse()
    const sent = await answerAll()
    let passed = 0
    for (;;) {
      await allTried()
      const states = (await told()).map(({ delivery }) => delivery)
      if (states.includes('failed')) break
      expect(passed).toBeLessThan(5 * DAY)
      expect(await calls()).toEqual([])
      passed += (await letPass(desk.platform, LATE)) ?? Number.NaN
    }
    expect(passed).toBeGreaterThanOrEqual(5 * DAY - 60_000)
    await outage(5 * DAY, async () => {})
    for (const { delivery, deliveryDetail } of await told()) {
      expect(delivery).toBe('failed')
      expect(deliveryDetail).toMatch(/Five days of trying are over.*ECONNREFUSED/s)
    }
    expect((await calls()).map(({ caseId }) => caseId).sort()).toEqual([...cases].sort())
    expect(await letPass(desk.platform)).toBeNull()

    await line.accept()
    expect(outside.mails).toEqual([])
    const [first] = sent
    const again = await desk.admin.post(`/cases/${cases[0]}/messages/${first?.messageId}/sending`, {})
    expect(again.status).toBe(204)
    const written = async () => (await told()).map(({ delivery }) => delivery).sort()
    await expect.poll(written, patience).toEqual([...cases.slice(1).map(() => 'failed'), 'sent'].sort())
    expect(outside.mails).toHaveLength(1)
  },
  180_000 + MAILS * 5_000,
)
