import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doubtSchema } from '../../server/channels/email/contract.ts'
import { addStaff } from '../factories/desk.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { signedIn } from '../harness/signed-in.ts'
import type { Visitor } from '../harness/visitor.ts'

let desk: MailDesk
let caseId: number
let doubted: number
let made = 0
beforeAll(async () => {
  desk = await createMailDesk()
}, 60_000)
beforeEach(async () => {
  const id = `<first-${++made}@customer.example>`
  const mail = { to: desk.address, subject: 'My phone', text: 'It is silent.' }
  await desk.deliver({ ...mail, from: 'ana@customer.example', messageId: id, subject: `My phone ${made}` })
  await desk.settled()
  caseId = (await desk.cases()).at(-1)?.id ?? 0
  await desk.deliver({
    ...mail,
    from: 'ben@work.example',
    inReplyTo: id,
    text: `From my work address ${made}.`,
  })
  await desk.settled()
  doubted = (await desk.cases()).at(-1)?.id ?? 0
}, 60_000)

const doubtOf = async (id: number, by: Visitor = desk.admin) =>
  (await by.get(`/cases/${id}/doubt`)).as(doubtSchema)

describe('a mail that answers a case in which its writer takes no part', () => {
  it('becomes a case of its own that says where it may belong', async () => {
    expect(doubted).not.toBe(caseId)
    const [first] = (await desk.cases()).filter(({ id }) => id === caseId)
    expect(await doubtOf(doubted)).toEqual({
      belongsTo: { id: caseId, number: first?.number, need: `My phone ${made}`, why: 'stranger' },
    })
    expect(await doubtOf(caseId)).toEqual({ belongsTo: null })
  }, 60_000)

  it('says so no more once it was moved there, and again when that is taken back', async () => {
    const merged = await desk.admin.post(`/cases/${doubted}/merge`, {
      intoCaseId: caseId,
      confirmDifferentCustomers: true,
    })
    expect(merged.status).toBe(201)
    const texts = (await desk.messages(caseId)).map(({ text }) => text)
    expect(texts).toContain(`From my work address ${made}.`)
    expect(await doubtOf(doubted)).toEqual({ belongsTo: null })
    const { id } = merged.body as { id: number }
    expect((await desk.admin.remove(`/regroupings/${id}`)).status).toBe(200)
    expect((await doubtOf(doubted)).belongsTo?.id).toBe(caseId)
  }, 60_000)

  it('tells nothing of a case that its reader may not see', async () => {
    const olga = await addStaff(desk.platform.db, { reach: 'own' })
    const visitor = await signedIn(desk, olga)
    expect((await visitor.get(`/cases/${doubted}/doubt`)).status).toBe(404)
    const part = { case_id: doubted, staff_id: olga.staffId, part: 'mentioned' }
    await desk.platform.db.insertInto('case_participants').values(part).execute()
    expect(await doubtOf(doubted, visitor)).toEqual({ belongsTo: null })
    expect((await desk.admin.get('/cases/999999/doubt')).status).toBe(404)
  }, 60_000)

  it('stays where it is once somebody said so, which stands in the journal and can be taken back', async () => {
    const say = (isSettled: boolean) => desk.admin.put(`/cases/${doubted}/doubt`, { isSettled })
    for (const twice of [true, true]) expect((await say(twice)).status).toBe(204)
    expect(await doubtOf(doubted)).toEqual({ belongsTo: null })
    expect((await say(false)).status).toBe(204)
    expect((await doubtOf(doubted)).belongsTo?.id).toBe(caseId)
    const said = await desk.platform.db
      .selectFrom('journal')
      .select(['attributes', 'actor_kind as by'])
      .where('type', '=', 'email.doubt-settled')
      .orderBy('seq')
      .execute()
    expect(said.slice(-2).map(({ by, attributes }) => [by, attributes])).toEqual([
      ['staff', { isSettled: true }],
      ['staff', { isSettled: false }],
    ])
    expect((await desk.admin.put(`/cases/${caseId}/doubt`, { isSettled: true })).status).toBe(404)
  }, 60_000)
})

describe('a number in the subject', () => {
  const nameIt = async (from: string) => {
    const [first] = (await desk.cases()).filter(({ id }) => id === caseId)
    await desk.deliver({
      from,
      to: desk.address,
      subject: `Still silent #${first?.number}`,
      text: 'Please help.',
    })
    await desk.settled()
    return (await desk.cases()).at(-1)?.id ?? 0
  }
  it('moves nothing, and asks when its writer takes part in that case', async () => {
    const named = await nameIt('ana@customer.example')
    expect(named).not.toBe(caseId)
    expect((await doubtOf(named)).belongsTo).toMatchObject({ id: caseId, why: 'subject' })
  }, 60_000)
  it(
    'asks nothing for a stranger',
    async () => expect(await doubtOf(await nameIt('eve@evil.example'))).toEqual({ belongsTo: null }),
    60_000,
  )
})
