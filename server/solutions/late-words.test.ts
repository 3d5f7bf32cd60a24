import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { customerAt } from '../../tests/factories/customer-page.ts'
import { everyRoute } from '../../tests/factories/routes.ts'
import { PageVisitor } from '../../tests/harness/page-visitor.ts'
import { linkSecret } from './actions/link.ts'
import { solutionSchema } from './contract.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
})

let caseId: number
let solutionId: number
let link: string
beforeEach(async () => {
  const mail = await desk.mail('My phone is silent.')
  caseId = mail.caseId
  const body = { words: 'We changed the phone.', seenUpTo: mail.messageId }
  const made = await (await desk.at(desk.mia)).post(`/cases/${caseId}/solutions`, body)
  solutionId = made.as(solutionSchema).id
  const { link_seed: linkSeed } = await desk.platform.db
    .selectFrom('solutions')
    .select('link_seed')
    .where('id', '=', solutionId)
    .executeTakeFirstOrThrow()
  link = `/solution/${linkSecret(desk.platform.seal, { id: solutionId, linkSeed })}`
})

const ana = () => new PageVisitor(desk.app)
/** What the customer said on the case, in order. */
const said = async () => {
  const { rows } = await desk.platform.database.pool.query(
    `select text from messages where case_id = $1 and author_kind = 'customer' order by id`,
    [caseId],
  )
  return rows.map(({ text }) => text)
}
const state = async () =>
  (
    await desk.platform.db
      .selectFrom('cases')
      .select(['state', 'owner_id'])
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
  ).state

describe('words that come with an answer too late', () => {
  test('by a link are given back to their writer: it was used and writes nothing any more', async () => {
    await ana().post(`${link}/yes`)
    const page = await ana().send(`${link}/not-yet`, { words: 'It <crackles> now.' })
    expect(page.text).toContain('What you wrote was not sent.')
    expect(page.html).toContain('It &lt;crackles&gt; now.')
    expect([await said(), await state()]).toEqual([['My phone is silent.'], 'solved'])
  })

  test('by a link that opens nothing are given back too, and tell nothing of any case', async () => {
    const page = await ana().send(`/solution/${'x'.repeat(32)}/not-yet`, { words: 'It crackles.' })
    expect(page.text).toContain('What you wrote was not sent.')
    expect(page.html).toContain('It crackles.')
    expect(page.text).not.toContain('phone')
  })

  test('after another word of theirs are given back as well', async () => {
    await desk.mail('Wait, I look.', { caseId })
    const page = await ana().send(`${link}/not-yet`, { words: 'It crackles.' })
    expect(page.text).toContain('There is something newer')
    expect(page.html).toContain('It crackles.')
    expect(await said()).toEqual(['My phone is silent.', 'Wait, I look.'])
  })

  test('on their page are a message like any other, once, and open the case again', async () => {
    const visitor = await customerAt(desk, 'ana@example.org')
    const address = `/my/cases/${caseId}/solutions/${solutionId}`
    await visitor.post(`${address}/yes`)
    expect(await state()).toBe('solved')
    for (let press = 0; press < 2; press += 1) {
      const page = await visitor.send(`${address}/not-yet`, { words: 'It crackles.' })
      expect(page.text).toContain('It has arrived, and is on your case.')
    }
    expect([await said(), await state()]).toEqual([['My phone is silent.', 'It crackles.'], 'open'])
  })

  test('pressed twice in time they are one message, on their page as by the link', async () => {
    const visitor = await customerAt(desk, 'ana@example.org')
    for (let press = 0; press < 2; press += 1) {
      const page = await visitor.send(`/my/cases/${caseId}/solutions/${solutionId}/not-yet`, {
        words: 'It crackles.',
      })
      expect(page.text).toContain('Thank you for your answer.')
    }
    for (let press = 0; press < 2; press += 1) {
      const page = await ana().send(`${link}/not-yet`, { words: 'It crackles.' })
      expect(page.text).not.toContain('was not sent')
    }
    expect(await said()).toEqual(['My phone is silent.', 'It crackles.'])
  })
})
