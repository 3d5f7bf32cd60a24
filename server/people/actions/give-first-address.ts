import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'

/**
 * Gives the first team its first address, as long as no team has one: a new desk can be written to before
 * anybody has opened its settings.
 * @returns the team's id; null when there is an address already, or no team yet
 */
export const giveFirstAddress = async (tx: Tx, actor: Actor, address: string): Promise<number | null> => {
  const { rows } = await sql<{ id: number; name: string }>`
    with first as (select id, name from teams order by id limit 1),
    given as (insert into team_addresses (address, team_id)
      select ${address.toLowerCase()}, id from first where not exists (select from team_addresses)
      on conflict do nothing returning team_id)
    select id, name from first join given on team_id = id`.execute(tx)
  const [team] = rows
  if (!team) return null
  const objects = [{ type: 'team', id: team.id }]
  await announce(tx, peopleAnnouncements.teamChanged, { actor, objects, attributes: { name: team.name } })
  return team.id
}
