import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { putBytes } from '../../server/platform/files/files.ts'
import type { FileStore } from '../../server/platform/files/store.ts'

/** The rows that one mail left behind, table by table: those of its acceptance, and those of its place on a case. */
export interface Trace {
  readonly accepted: readonly Row[]
  readonly placed: readonly Row[]
}

interface Row {
  readonly table: string
  readonly columns: readonly Column[]
}

interface Column {
  readonly name: string
  /** What it held, as text that PostgreSQL reads back. */
  readonly value: string | null
  readonly type: string
  /** True where it keeps two rows apart: the last column of a unique index. */
  readonly unique: boolean
}

const tablesOf = `select relname as table from pg_class
  where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`
const columnsOf = `select attname as name, format_type(atttypid, atttypmod) as type,
    exists (select from pg_index where indrelid = attrelid and indisunique and attnum = indkey[indnkeyatts - 1]) as unique
  from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
  order by attnum`

/** Reads what the two transactions of a mail wrote, from the rows themselves. */
export const traceOf = async (client: pg.Client, rawMailId: number): Promise<Trace> => {
  const [ids] = await rowsOf(
    client,
    `select f.xmin::text as accepted, h.xmin::text as placed from raw_mails r
      join files f on f.key = r.file_key join mail_headers h on h.message_id = r.message_id where r.id = ${rawMailId}`,
  )
  if (!ids?.accepted || !ids.placed) throw new Error(`mail ${rawMailId} is not on a case`)
  const all = async (xid: string): Promise<Row[]> => {
    const found: Row[] = []
    for (const { table } of await rowsOf(client, tablesOf)) {
      const columns = (await client.query<Omit<Column, 'value'>>(columnsOf, [table])).rows
      const names = columns.map(({ name }) => `"${name}"::text`).join(', ')
      for (const row of await rowsOf(client, `select ${names} from "${table}" where xmin::text = '${xid}'`))
        found.push({
          table: table ?? '',
          columns: columns.map((column) => ({ ...column, value: row[column.name] ?? null })),
        })
    }
    return found
  }
  const placed = await all(ids.placed)
  // The row of the mail itself was written at acceptance and settled at its place: it counts once, where it began.
  const isMail = ({ table }: Row) => table === 'raw_mails'
  return {
    accepted: [...(await all(ids.accepted)), ...placed.filter(isMail)],
    placed: placed.filter((row) => !isMail(row)),
  }
}

const rowsOf = async (client: pg.Client, statement: string): Promise<Record<string, string | null>[]> =>
  (await client.query<Record<string, string | null>>(statement)).rows

/** Empty tables with the columns and indexes of ours, but nothing that checks or reacts, beside ours. */
export const makeFloorTables = async (client: pg.Client, { accepted, placed }: Trace): Promise<void> => {
  await client.query('drop schema if exists floor cascade; create schema floor')
  for (const table of new Set([...accepted, ...placed].map((row) => row.table)))
    await client.query(`create table floor."${table}" (like public."${table}" including all)`)
}

let made = 1_000_000_000

const freshOf = ({ type, unique, value }: Column): string | null => {
  if (!unique || value === null) return value
  if (type === 'bigint' || type === 'integer') return String(++made)
  if (type === 'bytea') return `\\x${randomBytes(32).toString('hex')}`
  return type === 'uuid' ? randomUUID() : randomBytes(16).toString('base64url')
}

const insert = async (client: pg.Client, index: string, { table, columns }: Row): Promise<void> => {
  const names = columns.map(({ name }) => `"${name}"`).join(', ')
  const values = columns.map(({ type }, at) => `$${at + 1}::${type}`).join(', ')
  await client.query({
    name: `floor-${index}`,
    text: `insert into floor."${table}" (${names}) overriding system value values (${values})`,
    values: columns.map(freshOf),
  })
}

/** What cannot be left out: the bytes on the disk, then the same rows in the same two transactions, and no thought. */
export const insertOnly = async (
  client: pg.Client,
  files: FileStore,
  { accepted, placed }: Trace,
  bytes: Buffer,
): Promise<void> => {
  await putBytes(files, bytes)
  for (const [part, rows] of [accepted, placed].entries()) {
    await client.query('begin')
    for (const [index, row] of rows.entries()) await insert(client, `${part}-${index}`, row)
    await client.query('commit')
  }
}
