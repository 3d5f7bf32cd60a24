import type { EventObject } from '../contract/announcement.ts'

/** What a reaction is given: the journal's row, its attributes checked against the announcement. */
export interface JournalEvent<A> {
  readonly seq: number
  readonly type: string
  readonly time: Date
  readonly recordedAt: Date
  readonly actor: { readonly kind: string; readonly id: number | null }
  readonly caseId: number | null
  readonly objects: readonly EventObject[]
  readonly attributes: A
}
