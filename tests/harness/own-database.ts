import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { withDatabase } from './address.ts'

/** With DATABASE_URL: an empty database of its own on that server. Without: undefined, the embedded one is used. */
export async function createOwnDatabase(): Promise<{ url: string; drop(): Promise<void> } | undefined> {
  const server = process.env.DATABASE_URL
  if (!server) return undefined
  const name = `regard_own_${randomBytes(6).toString('hex')}`
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  await admin(`create database ${name}`)
  return {
    url: withDatabase(server, name),
    drop: () => admin(`drop database if exists ${name} with (force)`),
  }
}
