import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Targets } from '../contract.ts'

/** Whom a policy is for: one team, one organisation, or everybody when both are null. */
export interface Scope {
  readonly teamId: number | null
  readonly organisationId: number | null
}

const targets = sql`first_response as "firstResponse", next_response as "nextResponse",
  first_resolution as "firstResolution", full_resolution as "fullResolution"`

export interface PolicyRow extends Targets {
  readonly id: number
  readonly team: { id: number; name: string } | null
  readonly organisation: { id: number; name: string } | null
  readonly fromAt: Date
  readonly version: number
}

const selectPolicies = sql`select p.id, ${targets}, from_at as "fromAt", p.version,
    case when t.id is not null then json_build_object('id', t.id, 'name', t.name) end as team,
    case when o.id is not null then json_build_object('id', o.id, 'name', o.name) end as organisation
  from clock_policies p left join teams t on t.id = team_id left join organisations o on o.id = organisation_id
  where until_at is null`

/** The policies that hold now: everybody's first, then those of teams and of organisations by name. */
export const currentPolicies = async (db: Database): Promise<PolicyRow[]> =>
  (
    await sql<PolicyRow>`${selectPolicies}
      order by num_nonnulls(team_id, organisation_id), t.name nulls last, o.name, p.id`.execute(db)
  ).rows

const ofScope = ({ teamId, organisationId }: Scope) =>
  sql`team_id is not distinct from ${teamId} and organisation_id is not distinct from ${organisationId}`

/** The policy of exactly this scope; nobody else changes it until this transaction ends. */
export const lockPolicy = async (tx: Tx, scope: Scope): Promise<PolicyRow | undefined> =>
  (await sql<PolicyRow>`${selectPolicies} and ${ofScope(scope)} for update of p`.execute(tx)).rows[0]

/** Ends what holds for a scope; it stays written down until when it did. */
export const endPolicy = async (tx: Tx, id: number): Promise<void> => {
  await tx.updateTable('clock_policies').set({ until_at: sql<Date>`now()` }).where('id', '=', id).execute()
}

export const addPolicy = async (tx: Tx, scope: Scope, values: Targets, version: number): Promise<void> => {
  await tx
    .insertInto('clock_policies')
    .values({
      team_id: scope.teamId,
      organisation_id: scope.organisationId,
      first_response: values.firstResponse,
      next_response: values.nextResponse,
      first_resolution: values.firstResolution,
      full_resolution: values.fullResolution,
      version,
    })
    .execute()
}

/** What counts for a case now. */
export interface Terms {
  readonly calendarId: number | null
  /** Null when no policy is for it. */
  readonly targets: Targets | null
  /** When a policy that could be for it was changed last. */
  readonly changedAt: Date | null
}

/**
 * The hours and targets that count for the cases of a team and an organisation: the organisation's own, or else the
 * team's, or else everybody's.
 */
export const termsFor = async (db: Database, { teamId, organisationId }: Scope): Promise<Terms> => {
  const mine = sql`(team_id is null and organisation_id is null or team_id = ${teamId}
    or organisation_id = ${organisationId})`
  const { rows } = await sql<Terms>`select
      coalesce((select calendar_id from organisations where id = ${organisationId}),
        (select calendar_id from teams where id = ${teamId})) as "calendarId",
      (select to_json(policy) from (select ${targets} from clock_policies where ${mine} and until_at is null
        order by organisation_id nulls last, team_id nulls last limit 1) policy) as targets,
      (select max(greatest(from_at, until_at)) from clock_policies where ${mine}) as "changedAt"`.execute(db)
  return rows[0] ?? { calendarId: null, targets: null, changedAt: null }
}
