import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../../../../tests/harness/mail-desk.ts'
import { deliveriesTo } from '../actions/find-recipient.ts'
import { keepRawMail } from '../actions/keep-raw-mail.ts'
import { renewLease } from '../queries/outbox-attempts.ts'
import { sweepJob } from './sweep.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk({ UNDO_SECONDS: '60' })
  await desk.deliver({ from: 'ann@customer.example', to: desk.address, subject: 'Hello', text: 'Hello' })
  await desk.settled()
})
const sweep = () => sweepJob.run({ ...desk.platform, attempt: 1 }, {})
const query = (text: string) => desk.platform.database.pool.query(text)

test('a stored mail whose job was lost is read after all, and only once', async () => {
  const bytes = Buffer.from(
    `From: bob@customer.example\r\nTo: ${desk.address}\r\nSubject: Lost\r\n\r\nHello\r\n`,
  )
  const deliveries = await deliveriesTo(desk.platform, [desk.address])
  const readAt = new Date(Date.now() + 3_600_000)
  const mail = { bytes, arrivedBy: 'smtp', deliveries, mailFrom: 'bob@customer.example', readAt } as const
  await keepRawMail(desk.platform, mail)
  await query(`delete from graphile_worker._private_jobs`)
  await query(`update raw_mails set received_at = now() - interval '10 minutes' where state = 'received'`)
  await sweep()
  await sweep()
  await desk.settled()
  expect((await desk.cases()).map(({ need, messages }) => [need, messages])).toEqual([
    ['Hello', 1],
    ['Lost', 1],
  ])
})

test('a reply whose job was lost is sent after all, and only once', async () => {
  const [found] = await desk.cases()
  await desk.reply(found?.id ?? 0, 'Hello Ann')
  await query(`delete from graphile_worker._private_jobs`)
  await query(`update outbox set next_try_at = now() - interval '10 minutes'`)
  await query(
    `update messages set deliver_after = now() - interval '10 minutes' where deliver_after is not null`,
  )
  await sweep()
  await vi.waitFor(() => expect(desk.sink.mails).toHaveLength(1), 8_000)
  await sweep()
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(desk.sink.mails).toHaveLength(1)
})

test('only whoever holds a mail can keep it while it is being sent', async () => {
  const { db } = desk.platform
  const row = await db.selectFrom('outbox').select('id').executeTakeFirstOrThrow()
  const claim = randomUUID()
  await db.updateTable('outbox').set({ state: 'sending', claim, next_try_at: new Date() }).execute()
  expect(await renewLease(db, row.id, randomUUID())).toBe(false)
  expect(await renewLease(db, row.id, claim)).toBe(true)
  const kept = await db.selectFrom('outbox').select('next_try_at as until').executeTakeFirstOrThrow()
  expect(kept.until.getTime()).toBeGreaterThan(Date.now() + 10_000)
  await db.updateTable('outbox').set({ state: 'sent', claim: null }).execute()
  expect(await renewLease(db, row.id, claim)).toBe(false)
})

test('what an older version could not read is tried once by the next one, and all of it on a click', async () => {
  // What the tests before left aside is not what this one is about.
  await query(`update raw_mails set state = 'placed' where state = 'quarantined'`)
  const raw = 'To: support@desk.test\r\nSubject: Nobody\r\n\r\nWho am I?\r\n'
  await desk.deliver({ envelope: { from: '', to: desk.address }, raw })
  await desk.settled()
  const attempts = async () => {
    await desk.settled()
    const { rows } = await query(
      `select attempts from raw_mails where state = 'quarantined' and reason like 'It names no sender%'`,
    )
    return rows.map((row: { attempts: number }) => row.attempts)
  }
  await sweep()
  expect(await attempts()).toEqual([1])
  await query(`update raw_mails set judged_by = '0.0.1' where state = 'quarantined'`)
  await sweep()
  expect(await attempts()).toEqual([2])
  await sweep()
  expect(await attempts()).toEqual([2])
  expect((await desk.admin.post('/kept-mails/retries')).status).toBe(202)
  expect(await attempts()).toEqual([3])
}, 60_000)
