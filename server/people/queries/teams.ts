import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Team } from '../contract.ts'

const selectTeams = (db: Database) =>
  db
    .selectFrom('teams')
    .select([
      'teams.id',
      'teams.name',
      'teams.duty_lead_id as dutyLeadId',
      sql<number[]>`array(select staff_id from team_members where team_id = teams.id order by staff_id)`.as(
        'memberIds',
      ),
      sql<string[]>`array(select address from team_addresses where team_id = teams.id order by address)`.as(
        'addresses',
      ),
      'teams.calendar_id as calendarId',
      'teams.version',
    ])

/** All teams by name. */
export const allTeams = (db: Database): Promise<Team[]> =>
  selectTeams(db).orderBy(sql`lower(teams.name)`).execute()

export const findTeam = (db: Database, id: number): Promise<Team | undefined> =>
  selectTeams(db).where('teams.id', '=', id).executeTakeFirst()

/** The id of the team that receives mail at an address, in whatever case it is written. */
export const teamOfAddress = async (db: Database, address: string): Promise<number | undefined> =>
  (
    await db
      .selectFrom('team_addresses')
      .select('team_id')
      .where('address', '=', address.trim().toLowerCase())
      .executeTakeFirst()
  )?.team_id

/** The team for whatever names none: the first one that was made; undefined before the set-up. */
export const defaultTeam = async (db: Database): Promise<number | undefined> =>
  (await db.selectFrom('teams').select('id').orderBy('id').limit(1).executeTakeFirst())?.id

/** Adds a team with nobody in it yet. @returns its id, or null when the name is taken. */
export const addTeam = async (
  tx: Tx,
  name: string,
  dutyLeadId: number,
  calendarId: number | null,
): Promise<number | null> => {
  const added = await tx
    .insertInto('teams')
    .values({ name, duty_lead_id: dutyLeadId, calendar_id: calendarId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return added?.id ?? null
}

/** Makes exactly these people the members of a team. */
export const setMembers = async (tx: Tx, teamId: number, staffIds: readonly number[]): Promise<void> => {
  await sql`delete from team_members where team_id = ${teamId} and staff_id <> all(${[...staffIds]}::bigint[])`.execute(
    tx,
  )
  await sql`insert into team_members (team_id, staff_id)
    select ${teamId}, unnest(${[...staffIds]}::bigint[]) on conflict do nothing`.execute(tx)
}

/** Makes exactly these teams the ones a person is in. */
export const setTeamsOf = async (tx: Tx, staffId: number, teamIds: readonly number[]): Promise<void> => {
  await sql`delete from team_members where staff_id = ${staffId} and team_id <> all(${[...teamIds]}::bigint[])`.execute(
    tx,
  )
  await sql`insert into team_members (team_id, staff_id)
    select unnest(${[...teamIds]}::bigint[]), ${staffId} on conflict do nothing`.execute(tx)
}

/** Makes exactly these the addresses of a team. @returns false when one belongs to another team. */
export const setTeamAddresses = async (
  tx: Tx,
  teamId: number,
  addresses: readonly string[],
): Promise<boolean> => {
  const wanted = [...new Set(addresses.map((address) => address.toLowerCase()))].sort()
  await sql`delete from team_addresses where team_id = ${teamId} and address <> all(${wanted}::text[])`.execute(
    tx,
  )
  await sql`insert into team_addresses (team_id, address)
    select ${teamId}, unnest(${wanted}::text[]) on conflict do nothing`.execute(tx)
  const { count } = await tx
    .selectFrom('team_addresses')
    .select(sql<number>`count(*)`.as('count'))
    .where('team_id', '=', teamId)
    .executeTakeFirstOrThrow()
  return count === wanted.length
}

/** Of these ids, those that are no team. */
export const unknownTeams = async (db: Database, ids: readonly number[]): Promise<number[]> => {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('teams').select('id').where('id', 'in', ids).execute()
  const known = new Set(rows.map(({ id }) => id))
  return ids.filter((id) => !known.has(id))
}

/** Reads a team for a change: nobody else changes it until this transaction ends. */
export const lockTeam = async (tx: Tx, id: number): Promise<Team | undefined> => {
  await tx.selectFrom('teams').select('id').where('id', '=', id).forUpdate().execute()
  return findTeam(tx, id)
}

/** Writes a change and counts the version up; what is undefined stays. */
export const updateTeam = async (
  tx: Tx,
  id: number,
  change: {
    readonly name?: string | undefined
    readonly duty_lead_id?: number | undefined
    readonly calendar_id?: number | null | undefined
  },
): Promise<void> => {
  await tx.updateTable('teams').set(change).set({ version: sql`version + 1` }).where('id', '=', id).execute()
}

/** Locks all teams, so that two that are removed at once cannot leave none. @returns their ids */
export const lockTeams = async (tx: Tx): Promise<number[]> =>
  (await tx.selectFrom('teams').select('id').orderBy('id').forUpdate().execute()).map(({ id }) => id)

export const deleteTeam = async (tx: Tx, id: number): Promise<void> => {
  await tx.deleteFrom('teams').where('id', '=', id).execute()
}

/** The teams that somebody is duty lead of. */
export const teamsLedBy = async (db: Database, staffId: number): Promise<number[]> =>
  (await db.selectFrom('teams').select('id').where('duty_lead_id', '=', staffId).execute()).map(
    ({ id }) => id,
  )

/** Gives the first team an address when no team has any. @returns that team, undefined when nothing was given */
export const addFirstAddress = async (
  tx: Tx,
  address: string,
): Promise<{ id: number; name: string } | undefined> => {
  // Two first mails at once: the second waits here, and its next statement sees what the first has given.
  await sql`select from teams order by id limit 1 for update`.execute(tx)
  const { rows } = await sql<{ id: number; name: string }>`
    with first as (select id, name from teams order by id limit 1),
    given as (insert into team_addresses (address, team_id)
      select ${address.toLowerCase()}, id from first where not exists (select from team_addresses)
      on conflict do nothing returning team_id)
    select id, name from first join given on team_id = id`.execute(tx)
  return rows[0]
}
