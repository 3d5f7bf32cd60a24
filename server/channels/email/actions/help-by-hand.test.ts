import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { storeFile } from '../../../platform/files/files.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { upkeepJobs } from '../../../platform/jobs/upkeep.ts'
import { caseOfKeptMailSchema } from '../contract.ts'

let desk: StaffedDesk
beforeAll(async () => {
  desk = await createStaffedDesk()
})
beforeEach(async () => {
  await desk.platform.database.pool.query(
    'truncate raw_mails restart identity cascade; truncate cases cascade',
  )
})

const RAW = 'From: Ann <ann@customer.example>\r\nSubject: Broken\r\n\r\nHello \xff'
const all = async (text: string) => (await desk.platform.database.pool.query(text)).rows
const storeRaw = () =>
  storeFile(desk.platform.db, desk.platform.files, systemActor('email'), {
    ...{ bytes: Buffer.from(RAW, 'latin1'), name: 'mail.eml', mediaType: 'message/rfc822' },
  })
interface Kept {
  readonly state?: string
  readonly head?: { name: string; address: string; subject: string } | null
  readonly stored?: Awaited<ReturnType<typeof storeRaw>>
}
const ann = { name: 'Ann', address: 'ann@customer.example', subject: 'Re: Broken' }
const keep = async ({ state = 'quarantined', head = ann, stored }: Kept = {}): Promise<number> => {
  const { key, sha256, size } = stored ?? (await storeRaw())
  const row = await desk.platform.db
    .insertInto('raw_mails')
    .values({
      ...{ file_key: key, sha256, size, arrived_by: 'smtp', mail_from: 'envelope@customer.example' },
      ...{ recipients: ['support@desk.test'], state, reason: 'It broke its reader.' },
      ...{ head_name: head?.name, head_address: head?.address, head_subject: head?.subject },
      delivery_key: Buffer.from(`${key}${Math.random()}`),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
const make = async (id: number) => {
  const answer = await desk.ada.post(`/kept-mails/${id}/case`)
  expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
  return answer.as(caseOfKeptMailSchema)
}
const remove = (id: number) => desk.ada.call('DELETE', `/kept-mails/${id}`)

describe('a case made by hand of a mail that could not be read', () => {
  it('has the mail as it came, its writer as customer, and a note of why', async () => {
    const id = await keep()
    const { caseId } = await make(id)
    expect((await desk.ada.get(`/cases/${caseId}`)).status).toBe(200)
    expect(await all('select c.name from cases join customers c on c.id = customer_id')).toEqual([
      { name: 'Ann' },
    ])
    expect(await all('select text from notes')).toEqual([
      { text: expect.stringContaining('It broke its reader. The mail is attached as it came.') },
    ])
    expect(await all('select need, message_count from cases')).toEqual([{ need: 'Broken', message_count: 1 }])
    const [file] = await all('select id, name, media_type as type from attachments')
    expect(file).toMatchObject({ name: 'mail.eml', type: 'message/rfc822' })
    const bytes = await desk.platform.files.get((await all('select file_key as key from attachments'))[0].key)
    expect(bytes.toString('latin1')).toBe(RAW)
    expect(await all('select state, case_id::int as case from raw_mails')).toEqual([
      { state: 'placed', case: caseId },
    ])
    expect(
      await all(
        `select actor_kind as by from journal where type = 'cases.received' order by seq desc limit 1`,
      ),
    ).toEqual([{ by: 'staff' }])
  })

  it('is answered at the address that the mail names', async () => {
    const { caseId } = await make(await keep())
    const [{ id: seenUpTo }] = await all('select max(id)::int as id from messages')
    const answer = await desk.ada.post(`/cases/${caseId}/replies`, { text: 'What did you send?', seenUpTo })
    expect(answer.status).toBe(201)
    expect(await all('select address from outbox_recipients')).toEqual([{ address: 'ann@customer.example' }])
  })

  it('takes the sender of the envelope where the mail names none, and nobody where there is none', async () => {
    const { caseId } = await make(await keep({ head: null }))
    expect(await all(`select author_name as name from messages where case_id = ${caseId}`)).toEqual([
      { name: 'envelope@customer.example' },
    ])
    const bare = await keep({ head: null })
    await all(`update raw_mails set mail_from = '' where id = ${bare}`)
    const nobody = await make(bare)
    expect(await all(`select customer_id, need from cases where id = ${nobody.caseId}`)).toEqual([
      { customer_id: null, need: '(no subject)' },
    ])
  })

  it('is made once, and of no mail that has a case or was removed', async () => {
    const id = await keep()
    const both = await Promise.all([1, 2].map(() => desk.ada.post(`/kept-mails/${id}/case`)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409])
    expect(await all('select id from cases')).toHaveLength(1)
    expect((await desk.ada.post('/kept-mails/99999/case')).status).toBe(404)
    expect((await desk.ada.post(`/kept-mails/${await keep({ state: 'received' })}/case`)).status).toBe(409)
  })
})

describe('a mail removed for good', () => {
  it('is gone with its bytes, and the journal says by whom', async () => {
    const stored = await storeRaw()
    const id = await keep({ stored })
    expect((await remove(id)).status).toBe(204)
    expect((await desk.ada.get(`/kept-mails/${id}/raw`)).status).toBe(404)
    expect((await desk.ada.post(`/kept-mails/${id}/retry`)).status).toBe(404)
    expect((await remove(id)).status).toBe(404)
    const [event] = await all(
      `select actor_kind as by, actor_id as who, attributes from journal where type = 'email.removed'`,
    )
    expect(event).toEqual({
      ...{ by: 'staff', who: String(desk.admin.staffId) },
      attributes: { rawMailId: id, size: stored.size },
    })
    await all(`update files set created_at = now() - interval '2 days'`)
    for (const job of upkeepJobs) await job.run({ ...desk.platform, attempt: 1 }, {})
    expect(await desk.platform.files.size(stored.key)).toBeNull()
    expect(await all('select state, file_key from raw_mails')).toEqual([{ state: 'removed', file_key: null }])
  })

  it('leaves the bytes to its copy in another mailbox', async () => {
    const stored = await storeRaw()
    await all(`update files set linked_at = now(), created_at = now() - interval '2 days'`)
    const [mine, other] = [await keep({ stored }), await keep({ stored })]
    expect((await remove(mine)).status).toBe(204)
    for (const job of upkeepJobs) await job.run({ ...desk.platform, attempt: 1 }, {})
    expect((await desk.ada.get(`/kept-mails/${other}/raw`)).text).toContain('Subject: Broken')
  })

  it('is never one that waits to be read or has a case', async () => {
    for (const state of ['received', 'placed'])
      expect((await remove(await keep({ state }))).body).toMatchObject({ code: 'email.not-quarantined' })
  })

  it('is for administrators alone, as making a case of it', async () => {
    const id = await keep()
    for (const person of await Promise.all([desk.agent, desk.lead, desk.leader].map(desk.at))) {
      expect((await person.call('DELETE', `/kept-mails/${id}`)).status).toBe(403)
      expect((await person.call('POST', `/kept-mails/${id}/case`, { body: {} })).status).toBe(403)
    }
    expect(await all('select state from raw_mails')).toEqual([{ state: 'quarantined' }])
  })
})
