import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements } from '../contract.ts'
import { addFirstAddress } from '../queries/teams.ts'

/**
 * Gives the first team its first address, as long as no team has one: a new desk can be written to before
 * anybody has opened its settings.
 * @returns the team's id; null when there is an address already, or no team yet
 */
export const giveFirstAddress = async (tx: Tx, actor: Actor, address: string): Promise<number | null> => {
  const team = await addFirstAddress(tx, address)
  if (!team) return null
  const objects = [{ type: 'team', id: team.id }]
  await announce(tx, peopleAnnouncements.teamChanged, { actor, objects, attributes: { name: team.name } })
  return team.id
}
