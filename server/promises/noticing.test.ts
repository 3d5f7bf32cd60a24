import { beforeAll, describe, expect, test, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../../tests/harness/mail-desk.ts'
import { casePromisesSchema } from './contract.ts'

let desk: MailDesk
let caseId: number
beforeAll(async () => {
  desk = await createMailDesk({ UNDO_SECONDS: '20' })
  const { address } = desk
  await desk.deliver({ from: 'ana@example.org', to: address, subject: 'My phone', text: 'It is silent.' })
  await desk.settled()
  caseId = (await desk.cases())[0]?.id ?? 0
})

const promises = async () => (await desk.admin.get(`/cases/${caseId}/promises`)).as(casePromisesSchema)
const noticed = () =>
  vi.waitFor(
    async () => {
      const [first] = (await promises()).noticed
      if (!first) throw new Error('nothing was noticed')
      return first
    },
    { timeout: 10_000 },
  )

describe('a reply that sounds like a promise', () => {
  test('asks its writer, and becomes one only by their word', async () => {
    await desk.reply(caseId, 'Dear Ana,\n\nI will call you tomorrow by 10.\n\nAda')
    const asked = await noticed()
    expect(asked).toMatchObject({ what: 'I will call you tomorrow by 10.', timeGiven: true })
    expect((await promises()).items).toEqual([])
    const { what, dueAt, id } = asked
    const answer = await desk.admin.post(`/cases/${caseId}/promises`, { what, dueAt, noticedPromiseId: id })
    expect(answer.body).toMatchObject({ what, dueAt, messageId: asked.messageId })
    expect((await promises()).noticed).toEqual([])
    const again = await desk.admin.post(`/cases/${caseId}/promises`, { what, dueAt, noticedPromiseId: id })
    expect(again.status).toBe(404)
  })

  test('taken back before it left has promised nothing', async () => {
    const [made] = (await promises()).items
    const path = `/cases/${caseId}/messages/${made?.messageId}/sending`
    expect((await desk.admin.remove(path)).status).toBe(204)
    await vi.waitFor(async () => expect((await promises()).items).toEqual([]), { timeout: 10_000 })
    const { rows } = await desk.platform.database.pool.query(
      'select promise_due_at from cases where id = $1',
      [caseId],
    )
    expect(rows).toEqual([{ promise_due_at: null }])
    expect((await desk.admin.get('/promises')).body).toMatchObject({ items: [] })
  })

  test('that is none is not asked about again', async () => {
    await desk.reply(caseId, 'We will see each other tomorrow at 9.')
    const { id } = await noticed()
    expect((await desk.admin.remove(`/noticed-promises/${id}`)).status).toBe(204)
    expect((await promises()).noticed).toEqual([])
    expect((await desk.admin.remove(`/noticed-promises/${id}`)).status).toBe(404)
  })
})
