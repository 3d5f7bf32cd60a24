import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'

/** Up to where a folder was fetched. */
export interface Cursor {
  readonly uidValidity: number | null
  readonly lastUid: number
}

const beginning: Cursor = { uidValidity: null, lastUid: 0 }

export const fetchCursor = async (db: Database, mailboxId: number, path: string): Promise<Cursor> =>
  (await db
    .selectFrom('mailbox_folders')
    .select(['uid_validity as uidValidity', 'last_uid as lastUid'])
    .where('mailbox_id', '=', mailboxId)
    .where('path', '=', path)
    .executeTakeFirst()) ?? beginning

/** What a folder held that was not on record yet, when it was looked at last. */
export interface Backlog {
  readonly waiting: number
  /** When the oldest of them reached the server, where it says so. */
  readonly waitingSince: Date | null
}

/**
 * Writes down how far a folder was fetched, for whoever holds the right to fetch its mailbox.
 * @returns false when that right has passed to another process, which then begins where the last one stopped
 */
export const moveCursor = async (
  db: Database,
  { mailboxId, path, holder }: { mailboxId: number; path: string; holder: string },
  { uidValidity, lastUid, waiting, waitingSince }: Cursor & Backlog,
): Promise<boolean> => {
  const { numAffectedRows } = await sql`
    insert into mailbox_folders (mailbox_id, path, uid_validity, last_uid, waiting, waiting_since)
      select id, ${path}, ${uidValidity}, ${lastUid}, ${waiting}, ${waitingSince} from mailboxes
      where id = ${mailboxId} and fetch_leased_by = ${holder}
    on conflict (mailbox_id, path) do update set uid_validity = excluded.uid_validity,
      last_uid = excluded.last_uid, waiting = excluded.waiting,
      waiting_since = excluded.waiting_since`.execute(db)
  return numAffectedRows === 1n
}

/** Forgets how far an account was fetched: all of it, or the folders that are followed no more. */
export const forgetFolders = async (
  db: Database,
  mailboxId: number,
  kept: readonly string[],
): Promise<void> => {
  await db
    .deleteFrom('mailbox_folders')
    .where('mailbox_id', '=', mailboxId)
    .$if(kept.length > 0, (query) => query.where('path', 'not in', [...kept]))
    .execute()
}
