import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { withToken } from '../../../../tests/harness/signed-in.ts'
import { storeFile } from '../../../platform/files/files.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { keptMailPageSchema, keptMailSchema } from '../contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})
beforeEach(async () => {
  await desk.platform.db.deleteFrom('raw_mails').execute()
})

type State = 'received' | 'placed' | 'ignored' | 'quarantined'
const RAW = 'From: a@b.example\r\nSubject: <b>kept</b>\r\n\r\nHello \xff'

/** A mail that is on record in this state; returns its id. */
const keep = async (state: State, reason: string | null = 'It names no sender.'): Promise<number> => {
  const bytes = Buffer.from(RAW, 'latin1')
  const { db, files } = desk.platform
  const stored = await storeFile(db, files, systemActor('email'), {
    bytes,
    name: 'mail',
    mediaType: 'message/rfc822',
  })
  const row = await db
    .insertInto('raw_mails')
    .values({
      ...{ file_key: stored.key, sha256: stored.sha256, size: bytes.length, arrived_by: 'smtp' },
      ...{ mail_from: 'a@b.example', recipients: ['support@desk.test'], state, reason },
      delivery_key: Buffer.from(stored.key),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
const list = async (query = '') => (await desk.ada.get(`/kept-mails?${query}`)).as(keptMailPageSchema)
const stateOf = async (id: number) =>
  (await desk.platform.db.selectFrom('raw_mails').select('state').where('id', '=', id).executeTakeFirst())
    ?.state
const jobs = async () =>
  (
    await desk.platform.database.pool.query(
      `select payload from graphile_worker._private_jobs jobs
       join graphile_worker._private_tasks tasks on tasks.id = task_id where identifier = 'email.receive'`,
    )
  ).rows.map(({ payload }) => payload.rawMailId)

describe('the list of kept mails', () => {
  it('shows what waits for help, newest first, with its reason, and not what became a case', async () => {
    const first = await keep('quarantined', 'It is larger than 5 bytes.')
    await keep('placed', null)
    await keep('ignored')
    const second = await keep('quarantined')
    const { items, next } = await list()
    expect(items.map(({ id, reason }) => [id, reason])).toEqual([
      [second, 'It names no sender.'],
      [first, 'It is larger than 5 bytes.'],
    ])
    expect(items[0]).toMatchObject({
      mailFrom: 'a@b.example',
      recipients: ['support@desk.test'],
      attempts: 0,
    })
    expect(next).toBeNull()
  })

  it('shows another state on demand, and knows no other states', async () => {
    const ignored = await keep('ignored')
    const waiting = await keep('received', null)
    expect((await list('state=ignored')).items.map(({ id }) => id)).toEqual([ignored])
    expect((await list('state=received')).items.map(({ id }) => id)).toEqual([waiting])
    for (const state of ['placed', 'all', '', 'quarantined&state=ignored'])
      expect((await desk.ada.get(`/kept-mails?state=${state}`)).status).toBe(400)
  })

  it('goes on page by page, and what arrives meanwhile moves nothing', async () => {
    const ids: number[] = []
    for (let count = 0; count < 5; count += 1) ids.unshift(await keep('quarantined'))
    const first = await list('limit=2')
    await keep('quarantined')
    const second = await list(`limit=2&after=${first.next}`)
    const third = await list(`limit=2&after=${second.next}`)
    expect([first, second, third].flatMap(({ items }) => items.map(({ id }) => id))).toEqual(ids)
    expect(third.next).toBeNull()
  })

  it('refuses a place in the list that it did not name', async () => {
    const cursor = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const after of ['x', cursor([1, 2]), cursor(['1']), cursor([1.5]), cursor([null]), cursor({ a: 1 })])
      expect([after, (await desk.ada.get(`/kept-mails?after=${after}`)).status]).toEqual([after, 400])
    expect((await list(`after=${cursor([0])}`)).items).toEqual([])
  })
})

describe('a kept mail', () => {
  it('is put back in line by a click, once, and can be tried again when it fails again', async () => {
    const id = await keep('quarantined')
    const answer = await desk.ada.post(`/kept-mails/${id}/retry`)
    expect(answer.status).toBe(200)
    expect(answer.as(keptMailSchema)).toMatchObject({ id, state: 'received', reason: null })
    expect(await jobs()).toContain(id)
    const again = await desk.ada.post(`/kept-mails/${id}/retry`)
    expect([again.status, again.body]).toMatchObject([409, { code: 'email.not-quarantined' }])
  })

  it('of two clicks at once is put back once', async () => {
    const id = await keep('ignored')
    const both = await Promise.all([1, 2].map(() => desk.ada.post(`/kept-mails/${id}/retry`)))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await jobs()).filter((each) => each === id)).toHaveLength(1)
  })

  it('that became a case, or never was, is not tried again', async () => {
    const placed = await keep('placed', null)
    expect((await desk.ada.post(`/kept-mails/${placed}/retry`)).status).toBe(409)
    expect(await stateOf(placed)).toBe('placed')
    expect((await desk.ada.post('/kept-mails/999999/retry')).status).toBe(404)
    expect((await desk.ada.post('/kept-mails/x/retry')).status).toBe(400)
  })

  it('is handed out byte for byte, to be saved and never to be shown', async () => {
    const id = await keep('quarantined')
    const { headers, text, status } = await desk.ada.get(`/kept-mails/${id}/raw`)
    expect(status).toBe(200)
    expect(headers['content-disposition']).toMatch(/^attachment/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(String(headers['content-security-policy'])).toContain('sandbox')
    expect(Number(headers['content-length'])).toBe(Buffer.from(RAW, 'latin1').length)
    expect(text).toContain('Subject: <b>kept</b>')
    expect((await desk.ada.get('/kept-mails/999999/raw')).status).toBe(404)
  })
})

describe('people who are no administrators', () => {
  it('see none of it, nor do scripts without the right', async () => {
    const id = await keep('quarantined')
    const calls = [
      ['GET', '/kept-mails'],
      ['GET', `/kept-mails/${id}/raw`],
      ['POST', `/kept-mails/${id}/retry`],
    ] as const
    const people = await Promise.all([desk.agent, desk.lead, desk.leader].map(desk.at))
    const script = await withToken(desk, desk.admin, ['cases.read', 'cases.write'])
    for (const person of [...people, script])
      for (const [method, path] of calls) {
        const answer = await person.call(method, path, method === 'POST' ? { body: {} } : {})
        expect([method, path, answer.status]).toEqual([method, path, 403])
        expect(answer.text).not.toContain('a@b.example')
      }
    expect((await (await desk.visitor()).get('/kept-mails')).status).toBe(401)
    expect(await stateOf(id)).toBe('quarantined')
  })
})
