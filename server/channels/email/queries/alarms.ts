import { sql } from 'kysely'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Alarm, Direction } from '../rules/alarm.ts'

/** How the mailboxes in use fare: what each has fetched and sent, what is wrong, and what still waits. */
export const mailboxStates = (db: Database) =>
  db
    .selectFrom('mailboxes')
    .select(['id', 'name', 'address', 'team_id as teamId'])
    .select(['last_success_at as lastSuccessAt', 'followed_since as followedSince'])
    .select(['last_error as lastError', 'last_error_since as lastErrorSince'])
    .select(['send_error as sendError', 'send_error_at as sendErrorSince'])
    .select(({ eb, selectFrom }) => [
      eb('imap', 'is not', null).$castTo<boolean>().as('isFetched'),
      selectFrom('raw_mails')
        .select(({ fn: { min } }) => min('received_at').as('oldest'))
        .whereRef('raw_mails.mailbox_id', '=', 'mailboxes.id')
        .where('state', '=', 'received')
        .as('unreadSince'),
      selectFrom('mailbox_folders')
        .select(sql<number>`coalesce(sum(waiting), 0)::int`.as('waiting'))
        .whereRef('mailbox_folders.mailbox_id', '=', 'mailboxes.id')
        .as('waiting'),
      selectFrom('mailbox_folders')
        .select(({ fn: { min } }) => min('waiting_since').as('oldest'))
        .whereRef('mailbox_folders.mailbox_id', '=', 'mailboxes.id')
        .as('waitingSince'),
      selectFrom('outbox')
        .select('sent_at')
        .whereRef('outbox.mailbox_id', '=', 'mailboxes.id')
        .where('data_begun_at', 'is not', null)
        .where('state', '=', 'sent')
        .orderBy('data_begun_at', 'desc')
        .limit(1)
        .as('lastSentAt'),
    ])
    .where('switched_off_at', 'is', null)
    .orderBy('id')
    .execute()
export type MailboxState = Awaited<ReturnType<typeof mailboxStates>>[number]

/** Whether somebody is on duty now in each of these teams. */
export const teamsOnDuty = async (db: Database, staffId: number): Promise<Set<number>> => {
  const rows = await db
    .selectFrom('teams')
    .select('id')
    .where(sql<boolean>`who_is_on_duty(id, now()) = ${staffId}`)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** The alarms that have not ended. */
export const openAlarms = (db: Database) =>
  db
    .selectFrom('mailbox_alarms')
    .select(['id', 'mailbox_id as mailboxId', 'told'])
    .select((row) => row.ref('direction').$castTo<Direction>().as('direction'))
    .where('ended_at', 'is', null)
    .execute()

/** Raises an alarm; undefined when there is one of its kind for the mailbox already. */
export const insertAlarm = (
  tx: Tx,
  alarm: Alarm & { readonly mailboxId: number; readonly told: readonly number[]; readonly raisedAt: Date },
) =>
  tx
    .insertInto('mailbox_alarms')
    .values({
      mailbox_id: alarm.mailboxId,
      direction: alarm.direction,
      since: alarm.since,
      words: alarm.words,
      told: [...alarm.told],
      raised_at: alarm.raisedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()

/** Ends an alarm; undefined when somebody has done so already. */
export const endAlarm = (tx: Tx, id: number, at: Date) =>
  tx
    .updateTable('mailbox_alarms')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()

/** One alarm with the name of its mailbox. */
export const alarmById = (db: Database, id: number) =>
  db
    .selectFrom('mailbox_alarms')
    .innerJoin('mailboxes', 'mailboxes.id', 'mailbox_id')
    .select(['mailbox_alarms.id', 'since', 'words', 'told', 'ended_at as endedAt'])
    .select(['mailboxes.name', 'address'])
    .select((row) => row.ref('direction').$castTo<Direction>().as('direction'))
    .where('mailbox_alarms.id', '=', id)
    .executeTakeFirst()
