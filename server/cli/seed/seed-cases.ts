import pg from 'pg'
import { copyRows } from '../../platform/db/copy-in.ts'
import { connectionOptions } from '../../platform/db/pool.ts'
import { reserve } from './ids.ts'
import { imagine, TURNS, type World } from './imagine.ts'
import { randomFrom } from './random.ts'
import { ENTRIES, Rows, type Table, tables } from './rows.ts'
import { lookUpStems, type Stems } from './stems.ts'
import { makeSurroundings } from './surroundings.ts'
import { Texts } from './texts.ts'

export interface Seeding {
  readonly cases: number
  /** The same seed on an empty desk at the same moment makes the same cases. */
  readonly seed: number
  readonly now?: Date
  /** Told how many cases are written. */
  readonly progress?: (done: number) => void
}

/** Each block of cases is a transaction of its own, so that nothing waits long for a large seeding. */
const BLOCK = 4_000

/**
 * Fills a desk with cases of three messages each, in seven languages, with customers, organisations, teams,
 * journal and search index, all streamed by COPY. What is there already stays.
 */
export const seedCases = async (url: string, seeding: Seeding): Promise<void> => {
  const client = new pg.Client(connectionOptions(url, 'seed'))
  await client.connect()
  try {
    const random = randomFrom(seeding.seed)
    const texts = new Texts(seeding.seed)
    const stems = await lookUpStems(client, texts.words())
    const around = await makeSurroundings(client, random, seeding.cases)
    const world = { random, texts, around, now: (seeding.now ?? new Date()).getTime(), cases: seeding.cases }
    const known = new Set<string>()
    for (let before = 0; before < seeding.cases; before += BLOCK) {
      const count = Math.min(BLOCK, seeding.cases - before)
      await writeBlock(client, await imagineBlock(client, world, stems, before, count), known)
      seeding.progress?.(before + count)
    }
    await client.query(
      `insert into search_languages select distinct language from unnest($1::text[]) as language
       on conflict do nothing`,
      [stems.languages],
    )
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

const imagineBlock = async (client: pg.Client, world: World, stems: Stems, before: number, count: number) => {
  const first = {
    caseId: await reserve(client, 'cases_id_seq', count),
    number: await reserve(client, 'case_numbers', count),
    contactId: await reserve(client, 'contacts_id_seq', count * TURNS),
    messageId: await reserve(client, 'messages_id_seq', count * TURNS),
    entryId: await reserve(client, 'search_entries_id_seq', count * ENTRIES),
  }
  const rows = new Rows(stems)
  for (let index = 0; index < count; index += 1) {
    const numbers = {
      caseId: first.caseId + index,
      number: first.number + index,
      contactId: first.contactId + index * TURNS,
      messageId: first.messageId + index * TURNS,
      entryId: first.entryId + index * ENTRIES,
    }
    rows.add(numbers, imagine(world, before + index))
  }
  return rows
}

const writeBlock = async (client: pg.Client, rows: Rows, known: Set<string>): Promise<void> => {
  const fresh = [...rows.words].filter((word) => !known.has(word))
  await client.query('begin')
  for (const [table, columns] of Object.entries(tables)) {
    await copyRows(client, table, columns, rows.of[table as Table])
  }
  await client.query(
    `insert into search_words select word from unnest($1::text[]) as word
     where not exists (select from search_words known where known.word = word.word)`,
    [fresh],
  )
  await client.query('commit')
  // Numbers occur once and would fill the memory.
  for (const word of fresh) if (!/\d/.test(word)) known.add(word)
}
