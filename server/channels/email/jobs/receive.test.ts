import { beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestWeb, foundTestDesk, type TestWeb } from '../../../../tests/harness/web.ts'
import { rooms } from '../../../rooms.ts'
import { deliveriesTo } from '../actions/find-recipient.ts'
import { keepRawMail } from '../actions/keep-raw-mail.ts'
import { keptMailPageSchema } from '../contract.ts'
import { receiveJob, receiveSlowlyJob } from './receive.ts'
import { sweepJob } from './sweep.ts'

const address = 'support@desk.test'
let web: TestWeb
let admin: Awaited<ReturnType<typeof foundTestDesk>>
beforeAll(async () => {
  web = await createTestWeb(rooms.flatMap((room) => room.routes))
  admin = await foundTestDesk(web)
  const teamId = (await web.platform.db.selectFrom('teams').select('id').executeTakeFirstOrThrow()).id
  expect((await admin.post('/mailboxes', { name: 'Support', address, teamId })).status).toBe(201)
})
beforeEach(async () => {
  await web.platform.database.pool.query(
    'delete from graphile_worker._private_jobs; truncate raw_mails restart identity cascade; truncate cases cascade',
  )
})

const store = async (subject: string, ...more: string[]): Promise<number> => {
  const head = `From: ann@customer.example\r\nTo: ${address}\r\nSubject: ${subject}\r\n`
  const deliveries = await deliveriesTo(web.platform, [address])
  const bytes = Buffer.from(`${head}${more.join('')}\r\nHello\r\n`)
  const mail = { bytes, arrivedBy: 'smtp', mailFrom: 'ann@customer.example', deliveries } as const
  const [id = 0] = await keepRawMail(web.platform, mail)
  return id
}
// Too deep for the reader, by whatever patience.
const deep = () =>
  store(
    'deep',
    ...Array.from(
      { length: 500 },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
    ),
  )
const run = (job: typeof receiveJob, rawMailId: number, attempt = 1) =>
  job.run({ ...web.platform, attempt }, { rawMailId })
const mails = async () =>
  (await web.platform.database.pool.query('select state, reason from raw_mails order by id')).rows
const queued = async () =>
  (
    await web.platform.database.pool.query(
      'select task_identifier as job, queue_name as lane, key from graphile_worker.jobs order by id',
    )
  ).rows

// Seconds of work, whatever the machine; then it is too much.
const heavy = () =>
  store(
    'heavy',
    'Content-Type: multipart/mixed; boundary="b"\r\n\r\n',
    '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(200_000),
  )
test('a mail that cannot be read at a first look moves to the slow lane, and others pass it', async () => {
  const slow = await heavy()
  const fine = await store('fine')
  await run(receiveJob, slow)
  await run(receiveJob, fine)
  expect(await mails()).toMatchObject([{ state: 'received' }, { state: 'placed' }])
  expect(await queued()).toEqual([
    { job: 'email.receive-slowly', lane: 'email.slow', key: `email.receive:${slow}` },
  ])
}, 60_000)

test('what the reader refuses is kept with the reason at once: patience would not change it', async () => {
  await run(receiveJob, await deep())
  expect(await mails()).toEqual([{ state: 'quarantined', reason: expect.stringContaining('nesting') }])
  expect(await queued()).toEqual([])
})

test('in the slow lane it is read with patience, and what stays unreadable is kept with the reason', async () => {
  const slow = await deep()
  const fine = await store('fine after all')
  await run(receiveSlowlyJob, fine)
  await run(receiveSlowlyJob, slow)
  expect(await mails()).toEqual([
    { state: 'quarantined', reason: expect.stringContaining('nesting') },
    { state: 'placed', reason: null },
  ])
  const { items } = (await admin.get('/kept-mails')).as(keptMailPageSchema)
  expect(items).toMatchObject([{ from: { name: '', address: 'ann@customer.example' }, subject: 'deep' }])
})

test('a disk that is away is not the mail to blame, in either lane', async () => {
  const id = await store('fine')
  const { rows } = await web.platform.database.pool.query('select file_key as key from raw_mails')
  const bytes = await web.platform.files.get(rows[0].key)
  await web.platform.files.remove(rows[0].key)
  await expect(run(receiveJob, id)).rejects.toThrow()
  await expect(run(receiveSlowlyJob, id)).rejects.toThrow()
  await web.platform.files.put(rows[0].key, bytes)
  await run(receiveJob, id, 2)
  expect(await mails()).toMatchObject([{ state: 'placed' }])
})

test('however long the slow lane is, the sweep does not bring its mail back among the others', async () => {
  await run(receiveJob, await heavy())
  const before = await queued()
  await web.platform.database.pool.query(`update raw_mails set received_at = now() - interval '1 hour'`)
  await sweepJob.run({ ...web.platform, attempt: 1 }, {})
  expect(await queued()).toEqual(before)
}, 60_000)

test('mails kept for help are tried again in the slow lane, when a person asks for all of them', async () => {
  await run(receiveSlowlyJob, await deep())
  await web.platform.database.pool.query('delete from graphile_worker._private_jobs')
  expect((await admin.post('/kept-mails/retries')).status).toBe(202)
  expect(await queued()).toMatchObject([{ job: 'email.receive-slowly', lane: 'email.slow' }])
})
