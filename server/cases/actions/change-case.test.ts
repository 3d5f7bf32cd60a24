import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import { addCustomer } from '../../../tests/factories/desk.ts'
import type { Visitor } from '../../../tests/harness/visitor.ts'
import { eventsOfCase } from '../../platform/journal/queries.ts'
import { caseSchema } from '../contract.ts'
import { routes } from '../routes.ts'

let desk: CaseDesk
let mia: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  await desk.platform.db
    .insertInto('field_definitions')
    .values([
      { object: 'case', key: 'contract_no', label: 'Contract', type: 'text' },
      { object: 'case', key: 'urgent', label: 'Urgent', type: 'yes-no' },
    ])
    .execute()
})

const change = (caseId: number, body: unknown, version?: number) =>
  mia.patch(`/cases/${caseId}`, body, version)
const changedOf = async (caseId: number) =>
  (await eventsOfCase(desk.platform.db, caseId, 20))
    .filter(({ type }) => type === 'cases.changed')
    .map(({ attributes }) => attributes)

describe('changing a case', () => {
  test('writes need, tags and own fields, says what changed, and raises the version', async () => {
    const { caseId } = await desk.mail('Please help')
    const body = {
      need: 'A new phone',
      tags: ['Phone', 'phone', 'plan'],
      fields: { contract_no: 'A-7', urgent: true },
    }
    const answer = await change(caseId, body, 1)
    expect(answer.as(caseSchema)).toMatchObject({
      need: 'A new phone',
      tags: ['phone', 'plan'],
      fields: { contract_no: 'A-7', urgent: true },
      version: 2,
    })
    expect(await changedOf(caseId)).toEqual([{ changed: ['need', 'tags', 'fields'] }])
    const cleared = await change(caseId, { fields: { urgent: null } }, 2)
    expect(cleared.as(caseSchema).fields).toEqual({ contract_no: 'A-7' })
  })

  test('what is the same already changes nothing', async () => {
    const { caseId } = await desk.mail('Please help')
    const answer = await change(caseId, { need: 'Change one phone on my plan', tags: [] }, 1)
    expect(answer.as(caseSchema).version).toBe(1)
    expect(await changedOf(caseId)).toEqual([])
  })

  test('needs the version its editor saw, and shows the newer case when somebody was faster', async () => {
    const { caseId } = await desk.mail('Please help')
    expect((await change(caseId, { need: 'Mine' })).status).toBe(428)
    await change(caseId, { need: 'Theirs' }, 1)
    const late = await change(caseId, { need: 'Mine' }, 1)
    expect(late.status).toBe(412)
    expect(late.body).toMatchObject({
      code: 'platform.changed-meanwhile',
      current: { need: 'Theirs', version: 2 },
    })
  })

  test("a customer's word does not spoil an edit that is under way", async () => {
    const { caseId } = await desk.mail('Please help')
    await desk.mail('And one more thing', { caseId })
    expect((await change(caseId, { need: 'Mine' }, 1)).status).toBe(200)
  })

  test('gives the case, with its contacts, to the customer it belongs to', async () => {
    const { caseId, contactId } = await desk.mail('Who am I?', { customerId: null })
    const ben = await addCustomer(desk.platform.db, 'Ben Okri', 'ben@example.org')
    const answer = await change(caseId, { customerId: ben }, 1)
    expect(answer.as(caseSchema)).toMatchObject({
      customer: { id: ben, name: 'Ben Okri', address: 'ben@example.org' },
      replyTo: { to: ['ben@example.org'], cc: [] },
    })
    const contact = await desk.platform.db
      .selectFrom('contacts')
      .select('customer_id')
      .where('id', '=', contactId)
      .executeTakeFirstOrThrow()
    expect(contact.customer_id).toBe(ben)
  })

  test.each([
    ['an unknown customer', { customerId: 999_999 }],
    ['an unknown field', { fields: { nothing: 'x' } }],
    ['a value of the wrong type', { fields: { urgent: 'very' } }],
    ['an empty need', { need: '  ' }],
    ['a column that is none of its business', { ownerId: 1 }],
    ['another state', { state: 'solved' }],
  ])('refuses %s', async (_what, body) => {
    const { caseId } = await desk.mail('Please help')
    expect((await change(caseId, body, 1)).status).toBe(400)
    expect((await mia.get(`/cases/${caseId}`)).as(caseSchema)).toMatchObject({ version: 1, state: 'new' })
  })

  test('of another team does not exist', async () => {
    const { caseId } = await desk.mail('Please help', { teamId: desk.otherTeamId })
    expect((await change(caseId, { need: 'Mine' }, 1)).status).toBe(404)
    expect((await mia.get(`/cases/${caseId}`)).status).toBe(404)
  })
})
