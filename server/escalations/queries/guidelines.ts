import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import {
  type Condition,
  type ConditionKind,
  conditionSchema,
  type NewGuideline,
  type Whom,
} from '../contract.ts'

export interface GuidelineRow {
  readonly id: number
  readonly team: { readonly id: number; readonly name: string } | null
  readonly condition: Condition
  readonly advice: string
  readonly ask: Whom['kind']
  readonly askStaffId: number | null
  readonly askTeamId: number | null
  readonly askName: string | null
  readonly askLeft: boolean
  readonly isOn: boolean
  readonly since: Date
  readonly version: number
}

const select = async (db: Database, rest: RawBuilder<unknown>): Promise<GuidelineRow[]> => {
  const { rows } = await sql<GuidelineRow>`
    select g.id, condition, advice, ask, ask_staff_id as "askStaffId", ask_team_id as "askTeamId",
      coalesce(s.name, a.name) as "askName", s.switched_off_at is not null as "askLeft", is_on as "isOn", since,
      g.version, case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as team
    from guidelines g left join teams t on t.id = g.team_id left join teams a on a.id = ask_team_id
      left join staff s on s.id = ask_staff_id
    ${rest}`.execute(db)
  return rows.map((row) => ({ ...row, condition: conditionSchema.parse(row.condition) }))
}

/** Every guideline: those for all teams first, then by team; in each those that are on first. */
export const allGuidelines = (db: Database): Promise<GuidelineRow[]> =>
  select(db, sql`order by t.name nulls first, is_on desc, g.id`)

/** Nobody else changes it until this transaction ends. */
export const lockGuideline = async (tx: Tx, id: number): Promise<GuidelineRow | undefined> =>
  (await select(tx, sql`where g.id = ${id} for update of g`))[0]

/** Whether anybody has switched a guideline of these kinds on. */
export const hasGuidelines = async (db: Database, kinds: readonly ConditionKind[]): Promise<boolean> => {
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from guidelines where is_on and kind = any(${[...kinds]})) as found`.execute(db)
  return rows[0]?.found ?? false
}

/** Those of these kinds that are on for a team. */
export const guidelinesOn = (
  db: Database,
  teamId: number,
  kinds: readonly ConditionKind[],
): Promise<GuidelineRow[]> =>
  select(
    db,
    sql`where is_on and kind = any(${[...kinds]}) and (team_id is null or team_id = ${teamId}) order by g.id`,
  )

const columns = ({ teamId, condition, advice, ask, isOn }: NewGuideline) => ({
  team_id: teamId,
  condition: JSON.stringify(condition),
  advice,
  ask: ask.kind,
  ask_staff_id: ask.kind === 'person' ? ask.staffId : null,
  ask_team_id: ask.kind === 'team' ? ask.teamId : null,
  is_on: isOn,
})

/** @returns its id */
export const insertGuideline = async (tx: Tx, guideline: NewGuideline): Promise<number> => {
  const { id } = await tx
    .insertInto('guidelines')
    .values(columns(guideline))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes a locked guideline anew; it counts as it reads from now on. */
export const updateGuideline = async (tx: Tx, id: number, guideline: NewGuideline): Promise<void> => {
  await tx
    .updateTable('guidelines')
    .set({ ...columns(guideline), since: sql<Date>`now()`, version: sql`version + 1` })
    .where('id', '=', id)
    .execute()
}

export const deleteGuideline = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('guidelines').where('id', '=', id).execute()
}
