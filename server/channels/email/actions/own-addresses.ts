import { allTeams } from '../../../people/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { mailboxAddresses } from '../queries/mailboxes.ts'

/** All addresses at which we receive: of mailboxes and of teams. */
export const addressesOfOurs = async (db: Database): Promise<Set<string>> => {
  const teams = await allTeams(db)
  return new Set([...(await mailboxAddresses(db)), ...teams.flatMap((team) => team.addresses)])
}
