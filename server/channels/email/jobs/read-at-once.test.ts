import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createTestWeb, foundTestDesk, type TestWeb } from '../../../../tests/harness/web.ts'
import { rooms } from '../../../rooms.ts'
import { deliveriesTo } from '../actions/find-recipient.ts'
import { keepRawMail } from '../actions/keep-raw-mail.ts'
import { ReadAtOnce } from './read-at-once.ts'

const address = 'support@desk.test'
let web: TestWeb
beforeAll(async () => {
  web = await createTestWeb(rooms.flatMap((room) => room.routes))
  const admin = await foundTestDesk(web)
  const teamId = (await web.platform.db.selectFrom('teams').select('id').executeTakeFirstOrThrow()).id
  expect((await admin.post('/mailboxes', { name: 'Support', address, teamId })).status).toBe(201)
})
beforeEach(async () => {
  await web.platform.database.pool.query(
    'delete from graphile_worker._private_jobs; truncate raw_mails restart identity cascade; truncate cases cascade',
  )
})

const later = () => new Date(Date.now() + 3_600_000)
/** Stores mails whose jobs are due in an hour. @returns their ids */
const store = async (...subjects: string[]): Promise<number[]> => {
  const ids: number[] = []
  for (const subject of subjects) {
    const text = `From: ann@customer.example\r\nTo: ${address}\r\nSubject: ${subject}\r\n\r\nHello\r\n`
    const deliveries = await deliveriesTo(web.platform, [address])
    const mail = { bytes: Buffer.from(text), arrivedBy: 'smtp', mailFrom: 'ann@customer.example' } as const
    ids.push(...(await keepRawMail(web.platform, { ...mail, deliveries, readAt: later() })))
  }
  return ids
}
const found = async () => {
  const { rows } = await web.platform.database.pool.query(
    `select (select array_agg(need order by need) from cases) as cases, array_agg(state order by id) as states,
      (select count(*)::int from graphile_worker.jobs where task_identifier = 'email.receive') as queued from raw_mails`,
  )
  return rows[0]
}
const until = (there: object) =>
  vi.waitFor(async () => expect(await found()).toEqual(there), { timeout: 20_000, interval: 20 })

test('mails are on their cases long before their jobs are due, and nothing is left in the queue', async () => {
  const reading = new ReadAtOnce(web.platform)
  reading.add(await store('one', 'two', 'three', 'four', 'five'))
  await until({
    cases: ['five', 'four', 'one', 'three', 'two'],
    states: ['placed', 'placed', 'placed', 'placed', 'placed'],
    queued: 0,
  })
})

test('one that cannot be read now is left to its job and holds up no other', async () => {
  const [lost = 0, fine = 0] = await store('lost', 'fine')
  const { rows } = await web.platform.database.pool.query(
    'select file_key as key from raw_mails where id = $1',
    [lost],
  )
  const bytes = await web.platform.files.get(rows[0].key)
  await web.platform.files.remove(rows[0].key)
  const reading = new ReadAtOnce(web.platform)
  reading.add([lost, fine])
  await until({ cases: ['fine'], states: ['received', 'placed'], queued: 1 })
  await web.platform.files.put(rows[0].key, bytes)
  reading.add([lost])
  await until({ cases: ['fine', 'lost'], states: ['placed', 'placed'], queued: 0 })
})

test('stopping waits for the mails begun, and leaves the others to their jobs', async () => {
  const reading = new ReadAtOnce(web.platform)
  reading.add(await store('a', 'b', 'c', 'd', 'e', 'f'))
  await reading.stop()
  const { states, queued } = await found()
  const placed = states.filter((state: string) => state === 'placed').length
  expect(placed).toBeLessThan(6)
  expect(queued).toBe(6 - placed)
})

test('when more comes in than can be read here, it says so', async () => {
  const reading = new ReadAtOnce(web.platform)
  expect(reading.hasRoom).toBe(true)
  reading.add(Array.from({ length: 80 }, (_, at) => 1_000_000 + at))
  expect(reading.hasRoom).toBe(false)
  await vi.waitFor(() => expect(reading.hasRoom).toBe(true), 20_000)
  await reading.stop()
})
