import type { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type changeSolutionSettingsSchema,
  type SolutionSettings,
  solutionAnnouncements,
} from '../contract.ts'
import { lockSolutionSettings, solutionSettings, updateSolutionSettings } from '../queries/settings.ts'

/** Changes when customers are reminded. What waits follows from its next step on. @throws platform.changed-meanwhile */
export const changeSettings = async (
  tx: Tx,
  actor: StaffActor,
  ifMatch: number | null,
  { reminderDays, restDays }: z.output<typeof changeSolutionSettingsSchema>,
): Promise<SolutionSettings> => {
  requireVersion(ifMatch, await lockSolutionSettings(tx))
  const days = reminderDays && [...new Set(reminderDays)].sort((a, b) => a - b)
  await updateSolutionSettings(tx, { reminder_days: days, rest_days: restDays })
  const changed = [days && 'reminderDays', restDays && 'restDays'].filter((name) => typeof name === 'string')
  await announce(tx, solutionAnnouncements.settingsChanged, { actor, objects: [], attributes: { changed } })
  return solutionSettings(tx)
}
