import { Kysely, PostgresDialect } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../tests/factories/case-desk.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { DB } from '../../platform/db/schema.generated.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { showStory } from '../actions/show-story.ts'
import { lists } from '../contract.ts'
import { openCasePage } from './case-page.ts'
import { conversationOf } from './conversation.ts'
import { earlierCases } from './earlier-cases.ts'
import { countLists, listCases } from './lists.ts'

/** Tables that grow with every case: reading one of them as a whole is what makes a desk slow after a year. */
const growing =
  /Seq Scan on (cases|contacts|messages|notes|attachments|legs|journal|case_participants|facts|repeats|record_reads)\b.*/g

let desk: CaseDesk
let caseId: number
const sent: { sql: string; parameters: readonly unknown[] }[] = []
let db: Kysely<DB>

beforeAll(async () => {
  desk = await createCaseDesk([])
  caseId = (await desk.mail('Hello')).caseId
  db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: desk.platform.database.pool }),
    log: ({ query }) => {
      sent.push(query)
    },
  })
})

/** The whole-table reads that remain when the planner avoids them wherever there is another way. */
const wholeReads = async (work: (db: Database) => Promise<unknown>): Promise<string[]> => {
  sent.length = 0
  await work(db)
  const client = await desk.platform.database.pool.connect()
  try {
    await client.query('set enable_seqscan = off')
    const found: string[] = []
    for (const { sql, parameters } of [...sent]) {
      const { rows } = await client.query(`explain ${sql}`, [...parameters])
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
      found.push(...(plan.match(growing) ?? []))
    }
    return found
  } finally {
    await client.query('reset enable_seqscan')
    client.release()
  }
}

describe.each(['all', 'team', 'own'] as const)('for somebody whose reach is %s', (reach) => {
  const reader = (): StaffActor => ({ ...desk.lena, reach })

  test.each(lists)('the list %s reads no table as a whole, on its first page and behind', async (list) => {
    const cursor = Buffer.from('[0,1763620000000000,5]').toString('base64url')
    expect(await wholeReads((db) => listCases(db, reader(), { list }, {}))).toEqual([])
    expect(await wholeReads((db) => listCases(db, reader(), { list }, { after: cursor }))).toEqual([])
  })

  test('neither do the counts, nor the cases of a customer', async () => {
    expect(await wholeReads((db) => countLists(db, reader()))).toEqual([])
    const asked = { list: 'all', customerId: desk.customerId } as const
    expect(await wholeReads((db) => listCases(db, reader(), asked, {}))).toEqual([])
    expect(
      await wholeReads((db) => earlierCases(db, reader(), { id: caseId, customer_id: desk.customerId })),
    ).toEqual([])
  })

  test('neither does opening a case', async () => {
    expect(await wholeReads((db) => openCasePage(db, reader(), caseId))).toEqual([])
    expect(await wholeReads((db) => conversationOf(db, caseId))).toEqual([])
    expect(await wholeReads((db) => showStory(db, reader(), caseId))).toEqual([])
  })
})

test('a read of a whole table would be seen', async () => {
  const all = (db: Database) => db.selectFrom('cases').select('id').where('need', '=', 'x').execute()
  expect(await wholeReads(all)).toEqual([expect.stringMatching(/^Seq Scan on cases/)])
})
