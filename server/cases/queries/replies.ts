import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../../platform/db/transaction.ts'
import type { LockedCase } from './case-row.ts'

/** Messages of others that came after `seenUpTo`, oldest first, at most 20. */
export const newerMessages = (tx: Tx, caseId: number, seenUpTo: number, staffId: number) =>
  tx
    .selectFrom('messages')
    .select(['id', 'author_name as authorName', 'sent_at as at'])
    .select(sql<string>`left(text, 500)`.as('text'))
    .where('case_id', '=', caseId)
    .where('id', '>', seenUpTo)
    .where('author_staff_id', 'is distinct from', staffId)
    .where('delivery', 'is distinct from', 'taken-back')
    .orderBy('id')
    .limit(20)
    .execute()

export const beforeSendingSchema = z.object({
  state: z.string(),
  stateAfter: z.string(),
  closeReason: z.string().nullable(),
  customerWaitingSince: z.coerce.date().nullable(),
  lastWords: z.string(),
  lastWordsBy: z.string(),
  draft: z.object({
    content: z.looseObject({ text: z.string() }),
    seenUpTo: z.number(),
  }),
})

/** What taking a reply back restores: the case as it was, and the words as a draft. */
export type BeforeSending = z.output<typeof beforeSendingSchema>

export const beforeSending = (row: LockedCase, stateAfter: string, draft: BeforeSending['draft']): string =>
  JSON.stringify({
    state: row.state,
    stateAfter,
    closeReason: row.close_reason,
    customerWaitingSince: row.customer_waiting_since,
    lastWords: row.last_words,
    lastWordsBy: row.last_words_by,
    draft,
  } satisfies BeforeSending)
