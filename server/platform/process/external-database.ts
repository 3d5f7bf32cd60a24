import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Fault } from '../faults.ts'

const OLDEST_MAJOR = 15
const STARTING_UP = '57P03'
const PATIENCE_MS = 60_000

/**
 * Checks that the server in DATABASE_URL answers, waits while it is still starting, and refuses an old one.
 * Throws `databaseUnreachable` or `otherDatabaseVersion`; the sentence never holds the password.
 */
export async function checkExternalDatabase(url: string): Promise<void> {
  if (!/^postgres(ql)?:\/\//.test(url)) throw noAddress()
  const begun = Date.now()
  for (;;) {
    try {
      return refuseOld(await serverVersion(url))
    } catch (error) {
      if (error instanceof Fault) throw error
      const { code } = error as { code?: string }
      if (code !== STARTING_UP || Date.now() - begun > PATIENCE_MS) throw unreachable(url, error as Error)
      await pause(500)
    }
  }
}

async function serverVersion(url: string): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: 'regard start',
  })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query<{ number: string }>(
      `select current_setting('server_version_num') as number`,
    )
    return Math.floor(Number(rows[0]?.number) / 10_000)
  } finally {
    await client.end()
  }
}

function refuseOld(major: number): void {
  if (major >= OLDEST_MAJOR) return
  throw new Fault(
    'otherDatabaseVersion',
    `The database server is PostgreSQL ${major}, and Regard needs ${OLDEST_MAJOR} or newer. Nothing was changed.`,
  )
}

function unreachable(url: string, error: Error & { code?: string }): Fault {
  const reason = reasons[error.code ?? ''] ?? (error.message || error.code || 'it does not answer')
  return new Fault(
    'databaseUnreachable',
    `The database in DATABASE_URL (${withoutPassword(url)}) cannot be used: ${reason}. Nothing was changed. Correct DATABASE_URL, or leave it out to use the database that comes with Regard.`,
    { cause: error },
  )
}

/** What is no address may hold a password at any place, so nothing of it is shown. */
function noAddress(): Fault {
  return new Fault(
    'databaseUnreachable',
    'DATABASE_URL is not an address such as postgres://user:password@host:5432/regard. Nothing was changed. Correct it, or leave it out to use the database that comes with Regard.',
  )
}

const reasons: Record<string, string> = {
  ECONNREFUSED: 'nothing listens at that address',
  ENOTFOUND: 'there is no machine of that name',
  EAI_AGAIN: 'the name of the machine could not be looked up',
  ENOENT: 'there is no such socket',
  ETIMEDOUT: 'it did not answer in time',
  '28P01': 'user or password is wrong',
  '28000': 'this user may not sign in from here',
  '3D000': 'there is no database of that name',
}

function withoutPassword(url: string): string {
  // To the last @: a password, or a user at some hosts, may hold others.
  return url.replace(/^([a-z]+:\/\/[^:/]*):.*@/i, '$1:…@').replace(/(password=)[^&]*/gi, '$1…')
}
