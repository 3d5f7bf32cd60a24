import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type changeDeskSettingsSchema, peopleAnnouncements } from '../contract.ts'
import { deskSettings, lockSettings, updateSettings } from '../queries/settings.ts'

/** Changes the name, time zone or language of the organisation. */
export const changeSettings = async (
  tx: Tx,
  actor: StaffActor,
  ifMatch: number | null,
  change: z.output<typeof changeDeskSettingsSchema>,
) => {
  const before = await lockSettings(tx)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, before)
  await updateSettings(tx, {
    organisation_name: change.organisationName,
    time_zone: change.timeZone,
    locale: change.locale,
  })
  await announce(tx, peopleAnnouncements.settingsChanged, {
    actor,
    objects: [],
    attributes: { changed: Object.keys(change) },
  })
  return (await deskSettings(tx)) ?? before
}
