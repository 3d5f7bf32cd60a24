import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { customerAt } from '../../tests/factories/customer-page.ts'
import { PageVisitor } from '../../tests/harness/page-visitor.ts'
import { transact } from '../platform/db/transaction.ts'
import { systemActor } from '../platform/identity/actor.ts'
import { rooms } from '../rooms.ts'
import { followUp } from './actions/follow-up.ts'
import { linkSecret } from './actions/link.ts'
import { linkBelow } from './actions/link-below.ts'
import { followUpJob } from './jobs/follow-up.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(rooms.flatMap((room) => room.routes))
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
})

const seenUpTo = async () =>
  Number((await desk.platform.database.pool.query('select max(id) as id from messages')).rows[0]?.id)
const ask = async (caseId: number, words = 'We changed the phone.') =>
  (await desk.at(desk.mia)).post(`/cases/${caseId}/solutions`, { words, seenUpTo: await seenUpTo() })
const caseRow = (caseId: number) =>
  desk.platform.db.selectFrom('cases').selectAll().where('id', '=', caseId).executeTakeFirstOrThrow()
const solutionRow = (caseId: number) =>
  desk.platform.db
    .selectFrom('solutions')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()

/** A case that asks its customer, and the link they got. */
const asked = async () => {
  const { caseId } = await desk.mail('My phone is silent.')
  const answer = await ask(caseId)
  expect(answer.status, answer.text).toBe(201)
  const { id, link_seed: linkSeed } = await solutionRow(caseId)
  return { caseId, id, link: `/solution/${linkSecret(desk.platform.seal, { id, linkSeed })}` }
}
const ana = () => new PageVisitor(desk.app)
const wait = (caseId: number, days: number) =>
  desk.platform.database.pool.query(
    `update solutions set proposed_at = proposed_at - $2 * interval '1 day',
       next_step_at = next_step_at - $2 * interval '1 day' where case_id = $1`,
    [caseId, days],
  )
const runFollowUp = () => followUpJob.run({ ...desk.platform, attempt: 1, logger: desk.platform.logger }, {})

describe('silence', () => {
  test('is reminded at the chosen times and then rests unconfirmed, never solved; a late yes counts', async () => {
    const { caseId, link } = await asked()
    await wait(caseId, 2)
    await runFollowUp()
    expect(await solutionRow(caseId)).toMatchObject({ reminders: 0 })
    for (const [days, reminders] of [
      [1, 1],
      [4, 2],
    ] as const) {
      await wait(caseId, days)
      await runFollowUp()
      await runFollowUp()
      expect(await solutionRow(caseId)).toMatchObject({ reminders, silent_since: null })
    }
    const { rows } = await desk.platform.database.pool.query(
      `select text, author_kind, kind from messages where case_id = $1 and kind = 'automatic'`,
      [caseId],
    )
    expect(rows).toHaveLength(2)
    expect(rows[0]).toMatchObject({
      author_kind: 'system',
      text: expect.stringContaining('We changed the phone.'),
    })
    await wait(caseId, 3)
    await runFollowUp()
    expect(await caseRow(caseId)).toMatchObject({ state: 'unconfirmed', owner_id: desk.mia.staffId })
    expect(await solutionRow(caseId)).toMatchObject({ outcome: null, next_step_at: null })
    expect((await ana().send(`${link}/yes`)).text).toContain('You told us that it is solved')
    expect((await caseRow(caseId)).state).toBe('solved')
  })

  test('carries the same two links in each reminder; one that came back closes them, as the first would', async () => {
    const { caseId, id, link } = await asked()
    await wait(caseId, 3)
    await runFollowUp()
    const reminder = await desk.platform.db
      .selectFrom('messages')
      .select('id')
      .where('case_id', '=', caseId)
      .where('kind', '=', 'automatic')
      .executeTakeFirstOrThrow()
    const below = await linkBelow(desk.platform, { messageId: reminder.id, caseId, language: null })
    expect(below?.links.map(({ url }) => new URL(url).pathname)).toEqual([`${link}/yes`, `${link}/not-yet`])
    expect((await solutionRow(caseId)).id).toBe(id)
    expect((await ana().send(`${link}/yes`)).status).toBe(200)
    await desk.platform.db
      .updateTable('messages')
      .set({ delivery: 'bounced' })
      .where('id', '=', reminder.id)
      .execute()
    expect((await ana().send(`${link}/yes`)).status).toBe(404)
  })

  test('ends by any later word of the customer, for the same owner', async () => {
    const { caseId, link } = await asked()
    await wait(caseId, 40)
    for (let step = 0; step < 6; step += 1) {
      await wait(caseId, 1)
      await runFollowUp()
    }
    expect((await caseRow(caseId)).state).toBe('unconfirmed')
    await desk.mail('It rings again.', { caseId })
    expect(await caseRow(caseId)).toMatchObject({ state: 'open', owner_id: desk.mia.staffId })
    expect((await ana().send(`${link}/yes`)).text).toContain('There is something newer')
    expect((await caseRow(caseId)).state).toBe('open')
  })

  test('after a message that came back is nobody’s silence, and its link answers nothing', async () => {
    const { caseId, link } = await asked()
    await desk.platform.db
      .updateTable('messages')
      .set({ delivery: 'bounced' })
      .where('case_id', '=', caseId)
      .where('author_kind', '=', 'staff')
      .execute()
    await wait(caseId, 30)
    await runFollowUp()
    expect(await caseRow(caseId)).toMatchObject({ state: 'solution-proposed' })
    expect((await ana().send(`${link}/yes`)).status).toBe(404)
  })
})

describe('several at once', () => {
  test('a yes pressed five times at once is one yes', async () => {
    const { caseId, link } = await asked()
    await Promise.all(Array.from({ length: 5 }, () => ana().post(`${link}/yes`)))
    const told = await desk.platform.db
      .selectFrom('journal')
      .select('type')
      .where('case_id', '=', caseId)
      .where('type', 'in', ['solutions.confirmed', 'solutions.not-yet'])
      .execute()
    expect(told).toEqual([{ type: 'solutions.confirmed' }])
  })

  test('yes and "not yet" at once: one counts, and state and answer fit together', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { caseId, link } = await asked()
      await Promise.all([ana().post(`${link}/yes`), ana().post(`${link}/not-yet`, { words: 'No' })])
      const { outcome } = await solutionRow(caseId)
      expect((await caseRow(caseId)).state).toBe(outcome === 'confirmed' ? 'solved' : 'open')
    }
  })

  test('a yes while a mail of the customer arrives never leaves their mail unanswered in a solved case', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { caseId, link } = await asked()
      await Promise.all([ana().post(`${link}/yes`), desk.mail('Wait!', { caseId })])
      const row = await caseRow(caseId)
      expect(row.state).toBe('open')
      expect(row.customer_waiting_since).not.toBeNull()
    }
  })

  test('a yes while the question rests or is taken back', async () => {
    const { caseId, id, link } = await asked()
    const mia = await desk.at(desk.mia)
    await Promise.all([ana().post(`${link}/yes`), mia.remove(`/cases/${caseId}/solutions/${id}`)])
    const { outcome } = await solutionRow(caseId)
    expect([outcome, (await caseRow(caseId)).state]).toEqual(
      outcome === 'confirmed' ? ['confirmed', 'solved'] : ['withdrawn', 'open'],
    )
    const second = await asked()
    await wait(second.caseId, 30)
    await desk.platform.db
      .updateTable('solutions')
      .set({ reminders: 2 })
      .where('id', '=', second.id)
      .execute()
    const { tx: _, ...sending } = { tx: null, config: desk.platform.config, seal: desk.platform.seal }
    const rest = transact(desk.platform.db, systemActor('test'), (tx) =>
      followUp({ tx, ...sending }, second.id),
    )
    await Promise.all([ana().post(`${second.link}/yes`), rest])
    expect((await caseRow(second.caseId)).state).toBe('solved')
  })
})

describe('a case that changes under an open question', () => {
  test('merged into another: the question is overtaken, nothing is solved', async () => {
    const { caseId, link } = await asked()
    const into = await desk.mail('Another need')
    const merged = await (await desk.at(desk.mia)).post(`/cases/${caseId}/merge`, { intoCaseId: into.caseId })
    expect(merged.status).toBe(201)
    expect((await ana().send(`${link}/yes`)).text).toContain('There is something newer')
    expect((await caseRow(into.caseId)).state).not.toBe('solved')
  })

  test('given to another customer: the link of the first answers nothing', async () => {
    const { caseId, link } = await asked()
    const { rows } = await desk.platform.database.pool.query(
      `insert into customers (name) values ('Bob') returning id`,
    )
    await desk.platform.db
      .updateTable('cases')
      .set({ customer_id: Number(rows[0]?.id) })
      .where('id', '=', caseId)
      .execute()
    expect((await ana().send(`${link}/yes`)).text).toContain('There is something newer')
    expect((await caseRow(caseId)).state).toBe('solution-proposed')
  })

  test('answered by a colleague: the question is overtaken by our own words', async () => {
    const { caseId, link } = await asked()
    const sam = await desk.at(desk.sam)
    await sam.post(`/cases/${caseId}/replies`, {
      text: 'One more thing.',
      to: ['ana@example.org'],
      seenUpTo: await seenUpTo(),
    })
    expect((await ana().open(`${link}/yes`)).text).toContain('There is something newer')
    expect((await ask(caseId)).status).toBe(201)
    expect((await ana().send(`${link}/yes`)).text).toContain('There is something newer')
  })
})

describe('links that are not one’s own', () => {
  test.each(['x'.repeat(32), 'A'.repeat(31), '0', '%00', '..%2f..', 'null'])(
    '%s opens nothing and tells nothing',
    async (secret) => {
      for (const said of ['yes', 'not-yet']) {
        const page = await ana().open(`/solution/${secret}/${said}`)
        expect([400, 404]).toContain(page.status)
        expect(page.text).not.toContain('My phone')
        expect((await ana().send(`/solution/${secret}/${said}`, { words: 'x' })).text).not.toContain(
          'My phone',
        )
      }
    },
  )

  test('one that is too old is like one that never was', async () => {
    const { caseId, link } = await asked()
    const never = await ana().open(`/solution/${'x'.repeat(32)}/yes`)
    await desk.platform.db
      .updateTable('solutions')
      .set({ link_expires_at: new Date(0) })
      .where('case_id', '=', caseId)
      .execute()
    const old = await ana().open(`${link}/yes`)
    expect([old.status, old.html]).toEqual([never.status, never.html])
    expect((await ana().send(`${link}/yes`)).status).toBe(404)
    expect((await caseRow(caseId)).state).toBe('solution-proposed')
  })

  test('only a hash of it is stored', async () => {
    const { link } = await asked()
    const secret = link.split('/').at(-1) ?? ''
    const { rows } = await desk.platform.database.pool.query(
      `select (select string_agg(s::text, '') from solutions s) || (select string_agg(j::text, '') from journal j)
        || (select string_agg(m::text, '') from messages m) as everything`,
    )
    expect(rows[0]?.everything).not.toContain(secret)
  })
})

describe('an answer that was spoken', () => {
  const call = async (caseId: number) => {
    const mia = await desk.at(desk.mia)
    const leg = { staffName: 'Mia', startedAt: new Date().toISOString(), howEnded: 'ended' }
    const logged = await mia.post(`/cases/${caseId}/contacts`, {
      ...{ channel: 'call', direction: 'out', startedAt: new Date().toISOString(), legs: [leg] },
    })
    return (logged.body as { contactId: number }).contactId
  }
  const record = async (caseId: number, contactId: number, said = 'yes') =>
    (await desk.at(desk.mia)).post(`/cases/${caseId}/spoken-solutions`, {
      ...{ words: 'We changed it.', contactId, said, customerWords: 'Yes, it rings!' },
    })

  test('names the call and who heard it, counts once, and is told to the customer in writing', async () => {
    const { caseId } = await desk.mail('Hello')
    const contactId = await call(caseId)
    const recorded = await record(caseId, contactId)
    expect(recorded.body).toMatchObject({
      ...{
        outcome: 'confirmed',
        answeredBy: 'spoken',
        answerWords: 'Yes, it rings!',
        askedIn: { contactId },
      },
      heardBy: { id: desk.mia.staffId },
    })
    expect((await caseRow(caseId)).state).toBe('solved')
    const { rows } = await desk.platform.database.pool.query(
      `select text from messages where case_id = $1 and kind = 'automatic'`,
      [caseId],
    )
    expect(rows[0]?.text).toContain('you told Mia that this is solved')
    await desk.mail('No, it is not!', { caseId })
    expect((await caseRow(caseId)).state).toBe('open')
    expect((await record(caseId, contactId)).status).toBe(409)
  })

  test('is no shortcut: no call, another case’s call, a mail, or a call before their newest word', async () => {
    const [one, other] = [await desk.mail('One'), await desk.mail('Other')]
    expect((await record(one.caseId, 900_000)).status).toBe(400)
    expect((await record(one.caseId, one.contactId)).status).toBe(400)
    expect((await record(one.caseId, await call(other.caseId))).status).toBe(400)
    const before = await call(one.caseId)
    await new Promise((resolve) => setTimeout(resolve, 5))
    await desk.mail('Still not!', { caseId: one.caseId })
    expect((await record(one.caseId, before)).status).toBe(409)
    expect((await caseRow(one.caseId)).state).toBe('open')
  })

  test('a "not yet" opens the case again and calls its owner', async () => {
    const { caseId } = await asked()
    expect((await record(caseId, await call(caseId), 'not-yet')).status).toBe(201)
    expect((await caseRow(caseId)).state).toBe('open')
    const list = await (await desk.at(desk.mia)).get('/cases?list=needs-me')
    expect(list.text).toContain('The customer says it is not solved')
  })
})

describe('on the customer’s page', () => {
  test('the question stands with both answers, and a "not yet" comes with their words', async () => {
    const { caseId, id } = await asked()
    await desk.platform.db
      .updateTable('messages')
      .set({ delivery: 'sent' })
      .where('case_id', '=', caseId)
      .where('delivery', '=', 'held')
      .execute()
    const visitor = await customerAt(desk, 'ana@example.org')
    expect((await visitor.open(`/my/cases/${caseId}`)).text).toMatch(
      /Is it solved\? We changed the phone\. Yes, it is solved/,
    )
    const after = await visitor.send(`/my/cases/${caseId}/solutions/${id}/not-yet`, {
      words: 'It still rings.',
    })
    expect(after.text).toMatch(/Thank you for your answer\. .* It still rings\./)
    expect((await caseRow(caseId)).state).toBe('open')
    expect((await visitor.send(`/my/cases/${caseId}/solutions/${id}/yes`)).text).toContain('no longer counts')
  })
})

test('a customer without an e-mail address is not asked by mail, and the desk says what to do', async () => {
  const { rows } = await desk.platform.database.pool.query(
    `insert into customers (name) values ('No Mail') returning id`,
  )
  const { caseId } = await desk.mail('Hello', { customerId: Number(rows[0]?.id) })
  const answer = await ask(caseId)
  expect(answer.status).toBe(409)
  expect(answer.text).toContain('Ask them in a call')
  expect((await caseRow(caseId)).state).toBe('new')
})

test('when customers are reminded is chosen by an administrator', async () => {
  const admin = await desk.at(desk.ada)
  const before = (await admin.get('/solution-settings')).body as { version: number }
  expect(before).toMatchObject({ reminderDays: [3, 7], restDays: 10 })
  const changed = await admin.patch(
    '/solution-settings',
    { reminderDays: [5, 2, 5], restDays: 8 },
    before.version,
  )
  expect(changed.body).toMatchObject({ reminderDays: [2, 5], restDays: 8 })
  expect((await admin.patch('/solution-settings', { restDays: 9 }, before.version)).status).toBe(412)
  expect((await (await desk.at(desk.mia)).get('/solution-settings')).status).toBe(403)
})
