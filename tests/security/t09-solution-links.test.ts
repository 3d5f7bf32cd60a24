import { beforeAll, describe, expect, test } from 'vitest'
import { endingsOf } from '../../server/cases/index.ts'
import { solutionSchema } from '../../server/solutions/contract.ts'
import { type CaseDesk, createCaseDesk } from '../factories/case-desk.ts'
import { everyRoute } from '../factories/routes.ts'
import { PageVisitor } from '../harness/page-visitor.ts'

let desk: CaseDesk
beforeAll(async () => {
  desk = await createCaseDesk(everyRoute)
  await desk.platform.db.insertInto('settings').values({ organisation_name: 'School' }).execute()
})

/** A case whose customer is asked, and the address of the two answers as their mail has it. */
const asked = async () => {
  const mail = await desk.mail('My phone is silent.')
  const body = { words: 'We changed the phone.', seenUpTo: mail.messageId }
  const made = await (await desk.at(desk.mia)).post(`/cases/${mail.caseId}/solutions`, body)
  const { askedIn } = made.as(solutionSchema)
  const message = { messageId: askedIn.messageId ?? 0, caseId: mail.caseId, language: null }
  const links = (await endingsOf(desk.platform, message)).flatMap((ending) => ending.links)
  const yes = links.find(({ url }) => url.endsWith('/yes'))
  const secret = /\/solution\/(.+)\/yes$/.exec(yes?.url ?? '')?.[1] ?? ''
  return { caseId: mail.caseId, secret }
}
const somebody = () => new PageVisitor(desk.app)
const say = (secret: string, said: 'yes' | 'not-yet' = 'yes') =>
  somebody().post(`/solution/${secret}/${said}`)
const stateOf = async (caseId: number) =>
  (
    await desk.platform.db
      .selectFrom('cases')
      .select('state')
      .where('id', '=', caseId)
      .executeTakeFirstOrThrow()
  ).state

describe('T09 the link of a proposal', () => {
  test('answers once: used again, with either answer, it changes nothing', async () => {
    const { caseId, secret } = await asked()
    await say(secret)
    for (const said of ['not-yet', 'yes'] as const) await say(secret, said)
    expect(await stateOf(caseId)).toBe('solved')
    const { rows } = await desk.platform.database.pool.query(
      `select type from journal where case_id = $1 and type like 'solutions.%' order by seq`,
      [caseId],
    )
    expect(rows.map(({ type }) => type)).toEqual(['solutions.proposed', 'solutions.confirmed'])
  })

  test('is opened, asked for and fetched beforehand by machines without answering anything', async () => {
    const { caseId, secret } = await asked()
    for (const said of ['yes', 'not-yet']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS'] as const)
        await desk.app.inject({
          method,
          url: `/solution/${secret}/${said}`,
          headers: { purpose: 'prefetch' },
        })
    }
    expect(await stateOf(caseId)).toBe('solution-proposed')
  })

  test('answers for its own case and no other', async () => {
    const [mine, theirs] = [await asked(), await asked()]
    await say(mine.secret)
    expect([await stateOf(mine.caseId), await stateOf(theirs.caseId)]).toEqual([
      'solved',
      'solution-proposed',
    ])
  })

  test.each([
    ['altered at its end', (secret: string) => secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A')],
    ['altered at its beginning', (secret: string) => (secret.startsWith('A') ? 'B' : 'A') + secret.slice(1)],
    ['in capitals', (secret: string) => secret.toUpperCase()],
    ['in small letters', (secret: string) => secret.toLowerCase()],
    ['with a space in it', (secret: string) => `${secret}%20x`],
    ['cut short', (secret: string) => secret.slice(0, -4)],
    ['twice', (secret: string) => `${secret},${secret}`],
    ['blank', () => '%20'],
    ['called null', () => 'null'],
  ])('%s opens nothing', async (_what, change) => {
    const { caseId, secret } = await asked()
    expect([400, 404]).toContain((await somebody().open(`/solution/${change(secret)}/yes`)).status)
    await say(change(secret))
    expect(await stateOf(caseId)).toBe('solution-proposed')
  })

  test('is over after its sixty days, as if it had never been', async () => {
    const { caseId, secret } = await asked()
    await desk.platform.database.pool.query(
      `update solutions set link_expires_at = link_expires_at - interval '60 days 1 second' where case_id = $1`,
      [caseId],
    )
    const [old, never] = [await say(secret), await say('x'.repeat(32))]
    expect([old.status, old.goesTo?.replace(secret, '')]).toEqual([
      never.status,
      never.goesTo?.replace('x'.repeat(32), ''),
    ])
    expect(await stateOf(caseId)).toBe('solution-proposed')
  })

  test('is 192 bits that nobody could tell from another: none twice, ones and noughts alike', async () => {
    const secrets: string[] = []
    while (secrets.length < 12) secrets.push((await asked()).secret)
    expect(new Set(secrets).size).toBe(secrets.length)
    const bytes = secrets.flatMap((secret) => [...Buffer.from(secret, 'base64url')])
    expect(bytes.length).toBe(secrets.length * 24)
    const ones = bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
    // Six standard deviations of so many fair coins.
    expect(Math.abs(ones - bytes.length * 4)).toBeLessThan(6 * Math.sqrt(bytes.length * 2))
  })
})
