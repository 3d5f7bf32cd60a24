import { sql } from 'kysely'
import type { Platform } from '../../server/platform/platform.ts'

/** Lets the time of a mail that was put off come now. */
export const hurry = async ({ db }: Pick<Platform, 'db'>, messageId: number): Promise<void> => {
  const { id } = await db
    .updateTable('outbox')
    .set({ next_try_at: new Date(0) })
    .where('message_id', '=', messageId)
    .returning('id')
    .executeTakeFirstOrThrow()
  const key = `email.send:${id}`
  await sql`select graphile_worker.add_job('email.send', json_build_object('outboxId', ${id}::int),
    job_key => ${key}::text)`.execute(db)
}
