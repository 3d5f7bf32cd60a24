import { sql } from 'kysely'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Vector } from '../search/vector.ts'

export type EntryKind = 'need' | 'contact' | 'message' | 'note' | 'file'

export interface NewEntry {
  readonly caseId: number
  readonly kind: EntryKind
  readonly objectId: number
  readonly at: Date
  /** A stemmer's name, see search/language.ts. */
  readonly language: string | null
  readonly vector: Vector
}

/**
 * How many entries the marks of recency `@0:n`, `@1:n` and so on gather, as powers of two. A search asks for the
 * newest of each in turn, so that a common word costs what its newest entries cost, however many there are.
 */
export const RECENCY_BITS = [11, 14, 17, 20] as const

/** Puts an entry into the index, in place of an earlier one of the same object. */
export const putEntry = (tx: Tx, { vector, language, ...entry }: NewEntry) =>
  sql`
    with words as (
      select word from unnest(${vector.distinct}::text[]) as word
    ), new_words as (
      insert into search_words select word from words
      where not exists (select from search_words known where known.word = words.word)
    ), new_language as (
      insert into search_languages select ${language}::text where ${language}::text is not null
      and not exists (select from search_languages where language = ${language}) on conflict do nothing
    ), stems as (
      select distinct ${language}::text || '~' || stem as stem
      from words, unnest(ts_lexize((${language}::text || '_stem')::regdictionary, word)) as stem where stem <> ''
    )
    insert into search_entries (id, case_id, kind, object_id, at, language, words)
    select id, ${entry.caseId}, ${entry.kind}, ${entry.objectId}, ${entry.at}, ${language},
      ${vector.text}::tsvector
      || array_to_tsvector(array(select stem from stems))
      || array_to_tsvector(array[${sql.join(RECENCY_BITS.map(mark))}])
    from (select nextval('search_entries_id_seq') as id) as next
    on conflict (kind, object_id) do update set
      case_id = excluded.case_id, at = excluded.at, language = excluded.language, words = excluded.words
  `.execute(tx)

const mark = (bits: number, level: number) => sql`${sql.lit(`@${level}:`)} || (id >> ${sql.lit(bits)})::text`

/** Takes an object out of the index. */
export const removeEntry = (tx: Tx, kind: EntryKind, objectId: number) =>
  tx.deleteFrom('search_entries').where('kind', '=', kind).where('object_id', '=', objectId).execute()
