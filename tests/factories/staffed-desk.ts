import type { StaffActor } from '../../server/platform/identity/actor.ts'
import { signedIn } from '../harness/signed-in.ts'
import type { Visitor } from '../harness/visitor.ts'
import { createTestApp, type TestWeb } from '../harness/web.ts'
import { addStaff } from './desk.ts'
import { addTeamOf } from './teams.ts'

/** What was written into the journal, without its place in it. */
export interface News {
  readonly type: string
  readonly by: string
  readonly byId: number | null
  readonly objects: unknown
  readonly attributes: unknown
}

/** A desk with one person of each role, all joined and signed in without a password; Lea leads the only team. */
export interface StaffedDesk extends TestWeb {
  readonly ada: Visitor
  readonly admin: StaffActor
  readonly leader: StaffActor
  readonly lead: StaffActor
  readonly agent: StaffActor
  readonly teamId: number
  /** A colleague at a browser of their own. */
  at(person: StaffActor): Promise<Visitor>
  /** What was announced since this was asked last. */
  news(): Promise<News[]>
}

/** @param settings environment settings that differ from the defaults */
export const createStaffedDesk = async (settings: Record<string, string> = {}): Promise<StaffedDesk> => {
  const web = await createTestApp(settings)
  const { db } = web.platform
  await db.insertInto('settings').values({ organisation_name: 'Riverside School' }).execute()
  const admin = await addStaff(db, { name: 'Ada', role: 'admin' })
  const leader = await addStaff(db, { name: 'Lou', role: 'leader' })
  const person = await addStaff(db, { name: 'Ben', role: 'agent', reach: 'team' })
  const team = await addTeamOf(db, await addStaff(db, { name: 'Lea', role: 'lead', reach: 'team' }), [person])
  const [agent = person] = team.members
  let seen = 0
  const news = async (): Promise<News[]> => {
    const rows = await db.selectFrom('journal').selectAll().where('seq', '>', seen).orderBy('seq').execute()
    seen = rows.at(-1)?.seq ?? seen
    return rows.map(({ type, actor_kind: by, actor_id: byId, objects, attributes }) => ({
      type,
      by,
      byId,
      objects,
      attributes,
    }))
  }
  return {
    ...web,
    ada: await signedIn(web, admin),
    admin,
    leader,
    lead: team.dutyLead,
    agent,
    teamId: team.teamId,
    at: (colleague) => signedIn(web, colleague),
    news,
  }
}
