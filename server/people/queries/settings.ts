import { sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'

/** Name, time zone and language of the organisation that runs this desk; undefined before the set-up. */
export const deskSettings = (db: Database) =>
  db
    .selectFrom('settings')
    .select(['organisation_name as organisationName', 'time_zone as timeZone', 'locale', 'version'])
    .executeTakeFirst()

/** What the desk calls itself before customers; our own name until it is set up. */
export const nameOfDesk = (desk: { readonly organisationName: string } | undefined): string =>
  desk?.organisationName ?? 'Regard'

/** Writes the one row of settings. @returns false when it is there already. */
export const addSettings = async (tx: Tx, organisationName: string, timeZone: string): Promise<boolean> => {
  const added = await tx
    .insertInto('settings')
    .values({ organisation_name: organisationName, time_zone: timeZone })
    .onConflict((conflict) => conflict.doNothing())
    .returning('single')
    .executeTakeFirst()
  return added !== undefined
}

/** Reads the settings for a change. */
export const lockSettings = async (tx: Tx) => {
  await tx.selectFrom('settings').select('single').forUpdate().execute()
  return deskSettings(tx)
}

/** Writes a change and counts the version up; what is undefined stays. */
export const updateSettings = async (
  tx: Tx,
  change: {
    readonly organisation_name?: string | undefined
    readonly time_zone?: string | undefined
    readonly locale?: string | undefined
  },
): Promise<void> => {
  await tx.updateTable('settings').set(change).set({ version: sql`version + 1` }).execute()
}
