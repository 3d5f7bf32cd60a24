import { beforeAll, describe, expect, test } from 'vitest'
import { type ConsultDesk, createConsultDesk } from '../../tests/factories/consult-desk.ts'
import { addStaff } from '../../tests/factories/desk.ts'
import { moveCase, unsafeLockCase } from '../cases/index.ts'
import { staffSchema } from '../people/contract.ts'
import { transact } from '../platform/db/transaction.ts'
import { systemActor } from '../platform/identity/actor.ts'

let desk: ConsultDesk
beforeAll(async () => {
  desk = await createConsultDesk()
  await desk.react()
})

const ended = async (caseId: number) =>
  (await desk.consultsOf(desk.by.ada, caseId)).map(({ state, because }) => [state, because])
const move = (caseId: number, act: 'propose' | 'confirm') =>
  transact(desk.platform.db, systemActor('test'), async (tx) =>
    moveCase(tx, systemActor('test'), await unsafeLockCase(tx, caseId), act),
  )

describe('an open question ends, and whoever asked is told', () => {
  test('when its case is closed', async () => {
    const caseId = await desk.ofMia()
    await desk.askTom(caseId, { mayWriteToCustomer: true })
    await desk.by.sam.post(`/cases/${caseId}/closure`, { reason: 'spam', words: '' })
    await desk.react()
    expect(await ended(caseId)).toEqual([['withdrawn', 'closed']])
    expect(await desk.reasonFor(desk.by.tom, caseId)).toBeUndefined()
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe('Your question to Tom ended without an answer')
    expect((await desk.newsOf(caseId)).map(({ type }) => type)).toEqual(['asked', 'withdrawn'])
    await desk.by.mia.remove(`/cases/${caseId}/closure`)
    expect((await desk.by.tom.post(`/cases/${caseId}/replies`, { text: 'x', seenUpTo: 1 })).status).toBe(403)
  })

  test('when the customer says that it is solved, not before', async () => {
    const caseId = await desk.ofMia()
    await desk.askTom(caseId)
    await move(caseId, 'propose')
    await desk.react()
    expect(await ended(caseId)).toEqual([['asked', null]])
    await move(caseId, 'confirm')
    await desk.react()
    expect(await ended(caseId)).toEqual([['withdrawn', 'solved']])
  })

  test('when its case is merged; another question to the same person stays', async () => {
    const [from, into] = [await desk.ofMia(), await desk.ofMia()]
    const { id } = await desk.askTom(from, { mayWriteToCustomer: true })
    await desk.by.mia.post(`/cases/${from}/merge`, { intoCaseId: into })
    expect((await desk.by.tom.post(`/consults/${id}/answer`, { words: 'Too late' })).text).toContain('merged')
    await desk.react()
    expect(await ended(from)).toEqual([['withdrawn', 'merged']])
    expect(await desk.reasonFor(desk.by.tom, into)).toBeUndefined()
    expect((await desk.by.tom.get(`/cases/${into}`)).status).toBe(200)
    expect((await desk.by.tom.post(`/cases/${into}/replies`, { text: 'x', seenUpTo: 1 })).status).toBe(403)
    const [one, other] = [await desk.ofMia(), await desk.ofMia()]
    await desk.askTom(one)
    await desk.askTom(other)
    await desk.by.mia.post(`/cases/${one}/merge`, { intoCaseId: other })
    await desk.react()
    expect([await ended(one), await ended(other)]).toEqual([[['withdrawn', 'merged']], [['asked', null]]])
    expect(await desk.reasonFor(desk.by.tom, other)).toContain('Mia asks you')
  })

  test('when who was asked is switched off', async () => {
    const nell = await addStaff(desk.platform.db, { name: 'Nell' })
    const caseId = await desk.ofMia()
    await desk.ask(desk.by.mia, caseId, [{ staffId: nell.staffId }, { staffId: desk.tom.staffId }])
    const { items } = (await desk.by.ada.get('/staff')).body as { items: unknown[] }
    const { version } = staffSchema.parse(items.find((one) => staffSchema.parse(one).id === nell.staffId))
    const off = await desk.by.ada.patch(`/staff/${nell.staffId}`, { switchedOff: true }, version)
    expect(off.status, off.text).toBe(200)
    expect(await ended(caseId)).toEqual([
      ['asked', null],
      ['withdrawn', 'left'],
    ])
    expect(await desk.reasonFor(desk.by.mia, caseId)).toBe('Your question to Nell ended without an answer')
  })
})
