import { receiveContact } from '../server/cases/index.ts'
import { connect, type Database } from '../server/platform/db/pool.ts'
import { transact } from '../server/platform/db/transaction.ts'
import { systemActor } from '../server/platform/identity/actor.ts'
import { round } from './round.ts'

const CLIENTS = 4
const email = systemActor('email')
const text =
  'Hello,\n\nmy phone has not been working since yesterday. Could you please help me?\n\nKind regards'

/** How many messages a second become visible cases, beside bare inserts of their three rows. */
export const measureMail = async (databaseUrl: string, count: number) => {
  const { db, close } = connect(databaseUrl, CLIENTS, 'bench mail')
  try {
    const [team] = await db.selectFrom('teams').select(['id', 'duty_lead_id']).limit(1).execute()
    if (!team) throw new Error('the seeded desk has no team')
    const received = await perSecond(count, (turn) => receive(db, team.id, turn))
    const inserted = await perSecond(count, () => insert(db, team.id, team.duty_lead_id))
    return { receivedPerSecond: received, bareInsertsPerSecond: inserted, ratio: round(inserted / received) }
  } finally {
    await close()
  }
}

const perSecond = async (count: number, work: (turn: number) => Promise<unknown>): Promise<number> => {
  let turn = 0
  const client = async (until: number) => {
    while (turn < until) await work(turn++)
  }
  const all = (until: number) => Promise.all(Array.from({ length: CLIENTS }, () => client(until)))
  await all(Math.ceil(count / 10))
  const begun = performance.now()
  const from = turn
  await all(turn + count)
  return round((turn - from) / ((performance.now() - begun) / 1000))
}

const receive = (db: Database, teamId: number, turn: number) =>
  transact(db, email, (tx) =>
    receiveContact(tx, email, {
      ...{ caseId: null, teamId, customerId: null, organisationId: null, channel: 'email', source: 'email' },
      ...{ need: 'No signal', subject: 'No signal', sentAt: new Date(), attachments: [], cc: [] },
      externalId: `bench-${process.pid}-${turn}-${performance.now()}`,
      message: { text, quoted: '', signature: '', html: null, kind: 'message', authorName: 'Ana Lima' },
    }),
  )

const insert = (db: Database, teamId: number, ownerId: number) =>
  db.transaction().execute(async (tx) => {
    const row = await tx
      .insertInto('cases')
      .values({ need: 'No signal', team_id: teamId, owner_id: ownerId, channel: 'email' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const contact = await tx
      .insertInto('contacts')
      .values({ case_id: row.id, channel: 'email', direction: 'in', started_at: new Date(), source: 'bench' })
      .returning('id')
      .executeTakeFirstOrThrow()
    const said = { case_id: row.id, contact_id: contact.id, author_kind: 'customer', author_name: 'Ana Lima' }
    await tx
      .insertInto('messages')
      .values({ ...said, text, sent_at: new Date() })
      .execute()
  })
