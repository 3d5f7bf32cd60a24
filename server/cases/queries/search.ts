import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../platform/db/pool.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { CaseState } from '../contract.ts'
import type { EntryKind } from './search-entries.ts'

export interface AskedWord {
  readonly word: string
  /** Also the words that begin with it. */
  readonly open: boolean
  /** Also the words with the same stem. */
  readonly stemmed: boolean
}

export interface Alternatives {
  /** What stands for the word in the index: itself, longer words, stems. */
  readonly tokens: string[]
  /** False when no text has such a word. */
  readonly known: boolean
}

const MOST_READ = 2_000
const MOST_ENDINGS = 64

/** What may stand in the index for each of the asked words, in their order. */
export const alternativesOf = async (db: Database, asked: readonly AskedWord[]): Promise<Alternatives[]> => {
  const { rows } = await sql<Alternatives>`
    select array_prepend(asked.word, endings.words || stems.words) as tokens,
      cardinality(endings.words) > 0 or exists (select from search_words where word = asked.word) as known
    from unnest(${asked.map(({ word }) => word)}::text[], ${asked.map(({ open }) => open)}::boolean[],
      ${asked.map(({ stemmed }) => stemmed)}::boolean[]) with ordinality as asked (word, open, stemmed, place),
    lateral (select array(
      select distinct word from (
        select word from (
          select word from search_words
          where asked.open and word > asked.word and word < asked.word || ${LAST_CHARACTER}
          limit ${MOST_READ}) as near
        order by length(word) limit ${MOST_ENDINGS}) as shortest) as words) as endings,
    lateral (select array(
      select language || '~' || stem
      from search_languages, unnest(ts_lexize((language || '_stem')::regdictionary, asked.word)) as stem
      where asked.stemmed) as words) as stems
    order by place`.execute(db)
  return rows
}

/** Sorts after every letter in the byte order of `search_words`. */
const LAST_CHARACTER = '\u{10ffff}'

/** Up to three words of the index that look most like one that nobody ever wrote. */
export const similarWords = async (db: Database, word: string): Promise<string[]> => {
  const { rows } = await sql<{ word: string }>`
    select word from search_words where word % ${word} and similarity(word, ${word}) >= 0.4
    group by word order by similarity(word, ${word}) desc, word limit 3`.execute(db)
  return rows.map((row) => row.word)
}

/** The number of the newest entry; an upper bound is enough, so it is read from the sequence. */
export const newestEntry = async (db: Database): Promise<number> => {
  const { rows } = await sql<{ newest: number }>`
    select last_value as newest from search_entries_id_seq`.execute(db)
  return rows[0]?.newest ?? 0
}

/** How many entries match. Each match is looked at, so ask only for words that stand in few entries. */
export const countMatches = async (db: Database, words: string): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from search_entries where words @@ ${words}::tsquery`.execute(db)
  return rows[0]?.count ?? 0
}

export interface Candidate {
  readonly kind: EntryKind
  readonly object_id: number
  readonly case_id: number
  readonly at: Date
  readonly language: string | null
}

export interface CandidateSearch {
  /** A tsquery of quoted words. */
  readonly words: string
  /** Which cases the reader may see, of a row `cases`. */
  readonly visible: RawBuilder<boolean>
  /** When the first page was asked for, so that the next ones rank the same. */
  readonly asOf: Date
  readonly limit: number
  /** Only in these cases, when they are few. */
  readonly among?: readonly number[]
}

/** More matches than these are never ranked; only a word that was common long ago meets this limit. */
const MOST_MATCHES = 5_000

/**
 * The best entry of each case that matches, best first: where the words stand (the need counts most) and how
 * often, halved for every quarter that has passed.
 */
export const bestEntries = async (db: Database, search: CandidateSearch): Promise<Candidate[]> => {
  const { rows } = await sql<Candidate>`
    with matching as (
      select entry.kind, entry.object_id, entry.case_id, entry.at, entry.language,
        ts_rank(entry.words, ${search.words}::tsquery, 1)
          * case entry.kind when 'need' then 4 when 'file' then 2 else 1 end
          / (1 + greatest(0, extract(epoch from ${search.asOf} - entry.at)) / 7776000) as score
      from search_entries as entry join cases on cases.id = entry.case_id
      where entry.words @@ ${search.words}::tsquery and ${search.visible} ${among(search.among)}
      limit ${MOST_MATCHES}
    ), best as (
      select distinct on (case_id) * from matching order by case_id, score desc, object_id desc
    )
    select kind, object_id, case_id, at, language from best
    order by score desc, case_id desc limit ${search.limit}`.execute(db)
  return rows
}

const among = (ids: readonly number[] | undefined) =>
  ids ? sql`and entry.case_id = any(${[...ids]}::bigint[])` : sql``

/**
 * Up to `limit` cases within this person's reach, to learn whether they are few. Asked part by part, so that
 * each is answered by an index; whether a case may be seen is still decided by `visible`.
 */
export const casesInReach = async (db: Database, actor: StaffActor, limit: number): Promise<number[]> => {
  const teamIds = actor.reach === 'team' ? [...actor.teamIds] : []
  const { rows } = await sql<{ id: number }>`
    (select id from cases where team_id = any(${teamIds}::bigint[]) and merged_into_id is null limit ${limit})
    union
    (select id from cases where owner_id = ${actor.staffId} and merged_into_id is null limit ${limit})
    union
    (select case_id from case_participants where staff_id = ${actor.staffId} limit ${limit})
    union
    (select case_id from case_participants where team_id = any(${teamIds}::bigint[]) limit ${limit})`.execute(
    db,
  )
  return rows.map(({ id }) => id)
}

/** What a hit shows. */
export interface HitRow extends Candidate {
  readonly number: number
  readonly need: string
  readonly customer_id: number | null
  readonly state: CaseState
  readonly text: string
}

/** The text a candidate was found by (its first part), with its case; in no order. */
export const hitRows = async (db: Database, candidates: readonly Candidate[]): Promise<HitRow[]> => {
  if (candidates.length === 0) return []
  const { rows } = await sql<HitRow>`
    select entry.kind, entry.object_id, entry.case_id, entry.at, entry.language,
      cases.number, cases.need, cases.customer_id, cases.state, left(case entry.kind
        when 'need' then (select need from cases where id = entry.object_id)
        when 'contact' then (select summary from contacts where id = entry.object_id)
        when 'message' then (select text from messages where id = entry.object_id)
        when 'note' then (select text from notes where id = entry.object_id)
        else (select name from attachments where id = entry.object_id) end, 20000) as text
    from unnest(${candidates.map(({ kind }) => kind)}::text[],
      ${candidates.map(({ object_id }) => object_id)}::bigint[]) as asked (kind, object_id)
    join search_entries as entry using (kind, object_id)
    join cases on cases.id = entry.case_id`.execute(db)
  return rows
}

/** The case of a number when this reader may see it, in the shape of a hit. */
export const caseByNumber = async (
  db: Database,
  number: number,
  visible: RawBuilder<boolean>,
): Promise<HitRow | undefined> => {
  const { rows } = await sql<HitRow>`
    select 'need' as kind, id as object_id, id as case_id, last_activity_at as at, null as language,
      number, need, customer_id, state, last_words as text
    from cases where number = ${number} and ${visible}`.execute(db)
  return rows[0]
}
