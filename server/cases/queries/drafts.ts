import { sql } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../../platform/db/pool.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { draftSchema } from '../contract.ts'

type Draft = z.output<typeof draftSchema>
export type DraftMode = Draft['mode']

/** A draft's content: its text, and whatever else its composer needs to take it up again. */
export type DraftContent = { readonly text: string } & Readonly<Record<string, unknown>>

/** Keeps what a person is writing, in place of what was kept before. @returns when it was saved */
export const saveDraft = async (
  tx: Tx,
  caseId: number,
  staffId: number,
  draft: { mode: DraftMode; content: DraftContent; seenUpTo: number },
): Promise<Date> => {
  const values = {
    content: JSON.stringify(draft.content),
    seen_up_to: draft.seenUpTo,
    updated_at: new Date(),
  }
  await tx
    .insertInto('drafts')
    .values({ case_id: caseId, staff_id: staffId, mode: draft.mode, ...values })
    .onConflict((conflict) => conflict.columns(['case_id', 'staff_id', 'mode']).doUpdateSet(values))
    .execute()
  return values.updated_at
}

/** What a person is writing on a case. */
export const draftsOf = async (db: Database, caseId: number, staffId: number): Promise<Draft[]> => {
  const rows = await db
    .selectFrom('drafts')
    .select(['mode', 'content', 'seen_up_to', 'updated_at'])
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .orderBy('mode')
    .execute()
  return rows.map(({ mode, content, seen_up_to, updated_at }) =>
    draftSchema.parse({ mode, content, seenUpTo: seen_up_to, updatedAt: updated_at.toISOString() }),
  )
}

/** Puts words back as a draft; what the person has begun to write since stays below them. */
export const restoreDraft = async (
  tx: Tx,
  caseId: number,
  staffId: number,
  draft: { content: DraftContent; seenUpTo: number },
): Promise<void> => {
  const content = JSON.stringify(draft.content)
  await tx
    .insertInto('drafts')
    .values({ case_id: caseId, staff_id: staffId, mode: 'reply', content, seen_up_to: draft.seenUpTo })
    .onConflict((conflict) =>
      conflict.columns(['case_id', 'staff_id', 'mode']).doUpdateSet({
        // Without the rich form, which could not be joined: its text has every word.
        content: sql`excluded.content - 'html' || jsonb_build_object('text',
          concat_ws(E'\n\n', excluded.content ->> 'text', nullif(drafts.content ->> 'text', '')))`,
        updated_at: sql<Date>`now()`,
      }),
    )
    .execute()
}
