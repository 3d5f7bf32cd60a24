import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createPromiseDesk, type PromiseDesk } from '../../../tests/factories/promise-desk.ts'
import { regroupingBy } from '../../../tests/factories/regrouping.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { takeBackMessage, writeReply } from '../../cases/index.ts'
import { handOffSchema } from '../../ownership/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { watchPromise } from '../actions/watch-promise.ts'

let desk: PromiseDesk
let mia: Visitor
let sam: Visitor
let lena: Visitor
let at: ReturnType<typeof regroupingBy>
beforeAll(async () => {
  desk = await createPromiseDesk(watchPromise)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  lena = await desk.at(desk.lena)
  at = regroupingBy(mia)
})
beforeEach(() => desk.react())

const whatOf = async (caseId: number) =>
  (await desk.promisesOf(lena, caseId)).items.map(({ what }) => what).sort()
const brief = { need: 'A phone.', done: 'Ordered.', promised: 'A call.', nextStep: 'Call.', feeling: 'Calm.' }

/** Writes to the customer as Mia does; it waits for its undo window. */
const write = async (caseId: number, text: string): Promise<number> => {
  const newest = await desk.platform.db
    .selectFrom('messages')
    .select(({ fn }) => fn.max('id').as('id'))
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  const { messageId } = await transact(desk.platform.db, desk.mia, (tx) =>
    writeReply(tx, desk.mia, {
      ...{ caseId, channel: 'email', text, html: null, to: ['ana@example.org'], cc: [], attachments: [] },
      ...{ seenUpTo: newest?.id ?? 0, nextState: 'open', undoSeconds: 60 },
    }),
  )
  return messageId
}

describe('a case that changes hands', () => {
  const ownedByMia = async () => {
    const { caseId } = await desk.mail('Hello')
    await mia.post(`/cases/${caseId}/owner`)
    await desk.react()
    return { caseId, made: await desk.promise(mia, caseId) }
  }
  const keeping = async (caseId: number) => {
    const [item] = (await desk.promisesOf(lena, caseId)).items
    return [item?.keeper.name, item?.askedKeeper?.name]
  }

  test('by a hand-off asks the receiver only once they accept', async () => {
    const { caseId } = await ownedByMia()
    const offer = await mia.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: desk.sam.staffId })
    await desk.react()
    expect(await keeping(caseId)).toEqual(['Mia', undefined])
    await sam.post(`/hand-offs/${offer.as(handOffSchema).id}/acceptance`)
    await desk.react()
    expect(await keeping(caseId)).toEqual(['Mia', 'Sam'])
    expect(await desk.calledTo(caseId)).toEqual([desk.sam.staffId])
    expect(await desk.eventsOf(caseId)).toEqual(['promises.made', 'promises.keeper-asked'])
  })

  test('by a lead who takes over asks the lead, and the promise keeps its time', async () => {
    const { caseId, made } = await ownedByMia()
    const taken = await lena.post(`/cases/${caseId}/take-over`, { reason: 'Mia is ill.' })
    expect(taken.status, taken.text).toBeLessThan(300)
    await desk.react()
    expect(await keeping(caseId)).toEqual(['Mia', 'Lena'])
    expect(await desk.dueOf(caseId)).toEqual(new Date(made.dueAt))
  })

  test('and back: its first keeper is not asked to keep what they keep', async () => {
    const { caseId } = await ownedByMia()
    await lena.post(`/cases/${caseId}/take-over`, { reason: 'Mia is ill.' })
    await desk.react()
    const offer = await lena.post(`/cases/${caseId}/hand-offs`, { brief, toStaffId: desk.mia.staffId })
    await mia.post(`/hand-offs/${offer.as(handOffSchema).id}/acceptance`)
    await desk.react()
    const [keeper] = await keeping(caseId)
    expect(keeper).toBe('Mia')
    expect(await desk.calledTo(caseId)).not.toContain(desk.mia.staffId)
    expect(await desk.calledTo(caseId)).not.toContain(desk.lena.staffId)
  })

  test('asks nobody about what was answered already', async () => {
    const { caseId, made } = await ownedByMia()
    await mia.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
    await lena.post(`/cases/${caseId}/take-over`, { reason: 'Mia is ill.' })
    await desk.react()
    expect(await keeping(caseId)).toEqual(['Mia', undefined])
    expect(await desk.calledTo(caseId)).toEqual([])
  })

  test('that nobody owned was held by the duty lead: whoever takes it is asked to keep hers', async () => {
    const { caseId } = await desk.mail('Hello')
    await desk.promise(lena, caseId)
    await sam.post(`/cases/${caseId}/owner`)
    await desk.react()
    expect(await keeping(caseId)).toEqual(['Lena', 'Sam'])
  })
})

describe('cases that are regrouped', () => {
  test('merged: the promises and their next time go along; undone, they come back', async () => {
    const [a, b] = [await desk.newCase(), await desk.newCase()]
    const made = await desk.promise(mia, a, { what: 'Of a' })
    const merged = await at.merge(a, b)
    await desk.react()
    expect([await whatOf(a), await whatOf(b)]).toEqual([[], ['Of a']])
    expect([await desk.dueOf(a), await desk.dueOf(b)]).toEqual([null, new Date(made.dueAt)])
    await at.undo((merged.body as { id: number }).id)
    await desk.react()
    expect([await whatOf(a), await whatOf(b)]).toEqual([['Of a'], []])
    expect([await desk.dueOf(a), await desk.dueOf(b)]).toEqual([new Date(made.dueAt), null])
  })

  test('merged: what was settled goes along too, so the ledger still opens it', async () => {
    const [a, b] = [await desk.newCase(), await desk.newCase()]
    const made = await desk.promise(mia, a, { what: 'Kept on a' })
    await mia.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
    await at.merge(a, b)
    await desk.react()
    const [item] = (await desk.promisesOf(mia, b)).items
    expect(item).toMatchObject({ id: made.id, state: 'kept', case: { id: b } })
  })

  test('merged: a promise is answered on the case it lives on, also by who saw it on the other', async () => {
    const [a, b] = [await desk.newCase(), await desk.newCase()]
    const made = await desk.promise(mia, a)
    await at.merge(a, b)
    await desk.react()
    const stale = await mia.post(`/promises/${made.id}/keeping`, {}, { version: made.version })
    expect(stale.status).toBe(412)
    const [item] = (await desk.promisesOf(mia, b)).items
    const kept = await mia.post(`/promises/${made.id}/keeping`, {}, { version: item?.version ?? 0 })
    expect(kept.body).toMatchObject({ state: 'kept', case: { id: b } })
    expect(await desk.dueOf(b)).toBeNull()
  })

  test('merged: whoever was called on the one is called on the other, and on the first no more', async () => {
    const [a, b] = [await desk.newCase(), await desk.newCase()]
    const made = await desk.promise(sam, a)
    await desk.look(made.id, new Date(Date.now() + 40 * 60_000))
    expect(await desk.calledTo(a)).toEqual([desk.sam.staffId])
    await at.merge(a, b)
    await desk.react()
    expect([await desk.calledTo(a), await desk.calledTo(b)]).toEqual([[], [desk.sam.staffId]])
  })

  test('split and moved: the promise goes with the message that said it', async () => {
    const first = await desk.mail('Two needs')
    await mia.post(`/cases/${first.caseId}/owner`)
    const second = await desk.mail('The second need', { caseId: first.caseId })
    await desk.promise(mia, first.caseId, { what: 'Said then', messageId: second.messageId })
    await desk.promise(mia, first.caseId, { what: 'On the case' })
    const split = await at.split(first.caseId, [second.contactId])
    const { toCaseId } = split.body as { toCaseId: number }
    await desk.react()
    expect([await whatOf(first.caseId), await whatOf(toCaseId)]).toEqual([['On the case'], ['Said then']])
    await desk.mail('More of it', { caseId: toCaseId })
    const moved = await at.move(toCaseId, [second.contactId], first.caseId)
    expect(moved.status, moved.text).toBe(201)
    await desk.react()
    expect(await whatOf(first.caseId)).toEqual(['On the case', 'Said then'])
  })
})

describe('a reply that left the desk', () => {
  test('is read once for promises, and asks only its writer', async () => {
    const { caseId } = await desk.mail('Hello')
    await write(caseId, 'I will call you tomorrow by 10. We will send the bill in 3 working days.')
    await desk.react()
    const { noticed, items } = await desk.promisesOf(mia, caseId)
    expect(noticed.map(({ what }) => what)).toEqual([
      'I will call you tomorrow by 10.',
      'We will send the bill in 3 working days.',
    ])
    expect(items).toEqual([])
    expect((await desk.promisesOf(sam, caseId)).noticed).toEqual([])
    expect(await desk.eventsOf(caseId)).toEqual(['promises.noticed'])
    const [first] = noticed
    expect((await sam.remove(`/noticed-promises/${first?.id}`)).status).toBe(404)
    const foreign = { what: 'x', noticedPromiseId: first?.id }
    expect((await sam.post(`/cases/${caseId}/promises`, foreign)).status).toBe(404)
    expect((await desk.promisesOf(mia, caseId)).noticed).toHaveLength(2)
  })

  test('without a time in it is asked about nothing', async () => {
    const { caseId } = await desk.mail('Hello')
    await write(caseId, 'I will look into it. Can I call you tomorrow at 10?')
    await desk.react()
    expect((await desk.promisesOf(mia, caseId)).noticed).toEqual([])
    expect(await desk.eventsOf(caseId)).toEqual([])
  })

  test('is confirmed on its own case only', async () => {
    const { caseId } = await desk.mail('Hello')
    await write(caseId, 'I will call you tomorrow by 10.')
    await desk.react()
    const [asked] = (await desk.promisesOf(mia, caseId)).noticed
    const elsewhere = await desk.newCase()
    const answer = await mia.post(`/cases/${elsewhere}/promises`, {
      ...{ what: 'Call', noticedPromiseId: asked?.id },
    })
    expect(answer.status).toBe(404)
    expect((await desk.promisesOf(mia, elsewhere)).items).toEqual([])
    expect((await desk.promisesOf(mia, caseId)).noticed).toHaveLength(1)
  })

  test('is made one promise by two presses at once', async () => {
    const { caseId } = await desk.mail('Hello')
    await write(caseId, 'I will call you tomorrow by 10.')
    await desk.react()
    const [asked] = (await desk.promisesOf(mia, caseId)).noticed
    const body = { what: asked?.what, dueAt: asked?.dueAt, noticedPromiseId: asked?.id }
    const both = await Promise.all([1, 2].map(() => mia.post(`/cases/${caseId}/promises`, body)))
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404])
    expect((await desk.promisesOf(mia, caseId)).items).toHaveLength(1)
  })

  test('taken back in time unsays what it promised and keeps what was kept', async () => {
    const { caseId } = await desk.mail('Hello')
    const messageId = await write(caseId, 'I will call you tomorrow by 10.')
    await desk.react()
    const open = await desk.promise(mia, caseId, { what: 'Still open', messageId })
    const kept = await desk.promise(mia, caseId, { what: 'Kept at once', messageId })
    await desk.promise(mia, caseId, { what: 'Said elsewhere' })
    await mia.post(`/promises/${kept.id}/keeping`, {}, { version: kept.version })
    await transact(desk.platform.db, desk.mia, (tx) => takeBackMessage(tx, desk.mia, messageId))
    await desk.react()
    const { items, noticed } = await desk.promisesOf(mia, caseId)
    expect(items.map(({ what }) => what)).toEqual(['Said elsewhere', 'Kept at once'])
    expect(noticed).toEqual([])
    const version = open.version + 1
    for (const path of ['keeping', 'withdrawal', 'time'])
      expect(
        (
          await mia.post(
            `/promises/${open.id}/${path}`,
            path === 'time'
              ? { dueAt: new Date(Date.now() + 9e6).toISOString(), customerAgreed: true }
              : { words: 'x' },
            { version },
          )
        ).status,
      ).toBe(404)
    expect((await mia.remove(`/promises/${open.id}/settlement`, { version })).status).toBe(404)
    expect((await desk.eventsOf(caseId)).filter((type) => type === 'promises.unsaid')).toHaveLength(1)
  })
})
