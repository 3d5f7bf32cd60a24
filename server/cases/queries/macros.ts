import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { Macro } from '../contract.ts'
import { visibleCases } from './visibility.ts'

const columns = [
  'id',
  'team_id as teamId',
  'title',
  'shortcut',
  'body',
  'add_tags as addTags',
  'version',
] as const

/** Macros that this person may use: everybody's, and those of their teams. */
const macrosFor = (db: Database, actor: StaffActor) =>
  db
    .selectFrom('macros')
    .select(columns)
    .where('retired_at', 'is', null)
    .where(({ or, eb }) =>
      or([
        eb('team_id', 'is', null),
        eb(sql`team_id`, '=', sql`any(${[...actor.teamIds]}::bigint[])`),
        eb(sql.lit(actor.reach), '=', 'all'),
      ]),
    )

/** All macros this person may use, by title. */
export const listMacros = async (db: Database, actor: StaffActor): Promise<{ items: Macro[] }> => ({
  items: await macrosFor(db, actor).orderBy(sql`lower(title)`).orderBy('id').execute(),
})

/** One macro, when this person may use it. */
export const findMacro = (db: Database, actor: StaffActor, id: number): Promise<Macro | undefined> =>
  macrosFor(db, actor).where('id', '=', id).executeTakeFirst()

/** The same with its row locked. */
export const lockMacro = (tx: Tx, actor: StaffActor, id: number): Promise<Macro | undefined> =>
  macrosFor(tx, actor).where('id', '=', id).forUpdate().executeTakeFirst()

export type MacroContent = Omit<Macro, 'id' | 'version'>

const rowOf = ({ teamId, title, shortcut, body, addTags }: MacroContent) => ({
  team_id: teamId,
  title,
  shortcut,
  body,
  add_tags: addTags,
})

export const insertMacro = (tx: Tx, actor: StaffActor, macro: MacroContent): Promise<Macro> =>
  tx
    .insertInto('macros')
    .values({ ...rowOf(macro), created_by: actor.staffId })
    .returning(columns)
    .executeTakeFirstOrThrow()

export const updateMacro = (tx: Tx, id: number, macro: MacroContent): Promise<Macro> =>
  tx
    .updateTable('macros')
    .set({ ...rowOf(macro), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirstOrThrow()

export const retireMacroRow = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('macros').set({ retired_at: new Date() }).where('id', '=', id).execute()
}

/** What a macro may say about a case; undefined when it is not this person's to see. */
export const macroFacts = (db: Database, actor: StaffActor, caseId: number) =>
  db
    .selectFrom('cases')
    .leftJoin('customers', 'customers.id', 'cases.customer_id')
    .leftJoin('organisations', 'organisations.id', 'cases.organisation_id')
    .select([
      'cases.number',
      'cases.need',
      'customers.name as customer',
      'organisations.name as organisation',
    ])
    .select(({ selectFrom }) =>
      selectFrom('staff').select('name').where('staff.id', '=', actor.staffId).as('agent'),
    )
    .where('cases.id', '=', caseId)
    .where(visibleCases(actor))
    .executeTakeFirst()
