import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { unknownTeams } from '../queries/teams.ts'

/** @throws platform.invalid */
export const refuseUnknownTeams = async (tx: Tx, teamIds: readonly number[]): Promise<void> => {
  if ((await unknownTeams(tx, teamIds)).length === 0) return
  throw platformErrors.invalid({ fields: [{ path: 'teamIds', message: 'names a team that does not exist' }] })
}
