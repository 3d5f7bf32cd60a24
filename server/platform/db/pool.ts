import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { keepingPool } from './keeping-pool.ts'
import type { DB } from './schema.generated.ts'
import { parseTimestamp } from './timestamp.ts'

/** A reader or a transaction: every query takes one. */
export type Database = Kysely<DB>

export interface Connection {
  readonly db: Database
  readonly pool: pg.Pool
  close(): Promise<void>
}

const INT8 = 20
const INT8_ARRAY = 1016
const NUMERIC = 1700
const TIMESTAMPTZ = 1184

const numbers = (text: string): number[] => (text === '{}' ? [] : text.slice(1, -1).split(',').map(Number))

const parserOf = (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) => {
  if (oid === INT8 || oid === NUMERIC) return Number
  if (oid === TIMESTAMPTZ && format !== 'binary') return parseTimestamp
  return oid === INT8_ARRAY ? numbers : pg.types.getTypeParser(oid, format as 'text')
}

// Ids stay far below 2^53, so numbers are safe and spare every caller a conversion.
const types: pg.CustomTypesConfig = {
  getTypeParser: parserOf as pg.CustomTypesConfig['getTypeParser'],
}

/** Options for a connection: a URL (`postgres://…`, also `?host=` for a socket) and this project's types. */
export const connectionOptions = (url: string, name: string): pg.ClientConfig => ({
  connectionString: url,
  application_name: `regard ${name}`,
  types,
  keepAlive: true,
  connectionTimeoutMillis: 5_000,
})

/**
 * Opens a pool on `url` with at most `size` connections. Nothing is connected until the first query.
 * An idle connection that breaks is dropped and replaced, so a restarted database needs no restart here.
 * @param keeps false behind a pooler that hands each transaction another connection: nothing is kept on any
 */
export const connect = (url: string, size: number, name: string, keeps = true): Connection => {
  const pool = new pg.Pool({ ...connectionOptions(url, name), max: size, idleTimeoutMillis: 30_000 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: keeps ? keepingPool(pool) : pool }) })
  const close = async (): Promise<void> => {
    await db.destroy()
    // Kysely leaves the pool alone when it never used it; the worker's library uses only the pool.
    if (!pool.ended) await pool.end()
  }
  return { db, pool, close }
}
