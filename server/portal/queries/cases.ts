import { type RawBuilder, sql } from 'kysely'
import type { CaseState } from '../../cases/contract.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'

/** The organisation whose cases this customer may read; no row when theirs does not share them. */
const sharing = ({ customerId }: CustomerActor): RawBuilder<number> => sql<number>`(
  select organisations.id from organisations join customers on customers.organisation_id = organisations.id
  where customers.id = ${customerId} and organisations.shares_cases)`

/** The condition on `cases` under which this customer may read a case. Stands in every query of theirs. */
const readable = (actor: CustomerActor): RawBuilder<boolean> =>
  sql<boolean>`(cases.customer_id = ${actor.customerId} or cases.organisation_id = ${sharing(actor)})`

export interface ListedCase {
  readonly id: number
  readonly number: number
  readonly need: string
  readonly state: CaseState
  readonly ownerName: string
  readonly customerName: string
  readonly lastActivityAt: Date
}

const listed = (db: Database) =>
  db
    .selectFrom('cases')
    .innerJoin('staff', 'staff.id', 'cases.owner_id')
    .leftJoin('customers', 'customers.id', 'cases.customer_id')
    .select(['cases.id', 'cases.number', 'cases.need', 'staff.name as ownerName'])
    .select([
      sql<CaseState>`cases.state`.as('state'),
      sql<string>`coalesce(customers.name, '')`.as('customerName'),
      'cases.last_activity_at as lastActivityAt',
    ])
    .where('cases.merged_into_id', 'is', null)

/** After the case that stood last on the page before; its own row says exactly when it was made. */
const older = (after: number | null): RawBuilder<boolean> =>
  after === null
    ? sql<boolean>`true`
    : sql<boolean>`(cases.created_at, cases.id) <
        ((select last.created_at from cases last where last.id = ${after}), ${after}::bigint)`

/** The customer's own cases, newest first. */
export const ownCases = (
  db: Database,
  actor: CustomerActor,
  after: number | null,
  limit: number,
): Promise<ListedCase[]> =>
  listed(db)
    .where('cases.customer_id', '=', actor.customerId)
    .where(older(after))
    .orderBy('cases.created_at', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(limit)
    .execute()

/** Cases of colleagues in an organisation that shares them, newest first; none where it does not. */
export const sharedCases = (
  db: Database,
  actor: CustomerActor,
  after: number | null,
  limit: number,
): Promise<ListedCase[]> =>
  listed(db)
    .where('cases.organisation_id', '=', sharing(actor))
    .where('cases.customer_id', 'is distinct from', actor.customerId)
    .where(older(after))
    .orderBy('cases.created_at', 'desc')
    .orderBy('cases.id', 'desc')
    .limit(limit)
    .execute()

/**
 * A case this customer may read.
 * @throws platform.not-found for anybody else's as for one that does not exist
 */
export const caseForCustomer = async (db: Database, actor: CustomerActor, caseId: number) => {
  const row = await db
    .selectFrom('cases')
    .innerJoin('staff', 'staff.id', 'cases.owner_id')
    .select([
      'cases.id',
      'cases.number',
      'cases.need',
      'cases.team_id as teamId',
      'cases.language',
      'cases.held_on_duty as heldOnDuty',
      'cases.customer_id as customerId',
      'cases.organisation_id as organisationId',
      'cases.customer_waiting_since as waitingSince',
      'cases.merged_into_id as mergedIntoId',
      'staff.name as ownerName',
      sql<CaseState>`cases.state`.as('state'),
    ])
    .where('cases.id', '=', caseId)
    .where(readable(actor))
    .executeTakeFirst()
  if (!row) throw platformErrors.notFound()
  return { ...row, isOwn: row.customerId === actor.customerId }
}
