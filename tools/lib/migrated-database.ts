import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import pg from 'pg'
import { filesBelow } from './files.ts'

/** Every migration file under `root`, in the order of its number. */
export const migrationFiles = (root: string): string[] =>
  filesBelow(root, 'server')
    .filter((path) => /\/migrations\/[^/]+\.sql$/.test(path))
    .sort((a, b) => basename(a).localeCompare(basename(b)))

/** Gives `work` the address of a throw-away database that every migration under `root` has been run on. */
export const withMigratedDatabase = async <T>(
  root: string,
  work: (url: string) => Promise<T>,
): Promise<T> => {
  const url = process.env.DATABASE_URL ?? ''
  const name = `regard_gate_${randomBytes(6).toString('hex')}`
  const server = new pg.Client({ connectionString: url })
  await server.connect()
  await server.query(`create database ${name}`)
  const target = new URL(url)
  target.pathname = `/${name}`
  try {
    const client = new pg.Client({ connectionString: target.href })
    await client.connect()
    for (const file of migrationFiles(root)) await client.query(readFileSync(join(root, file), 'utf8'))
    await client.end()
    return await work(target.href)
  } finally {
    await server.query(`drop database ${name} with (force)`)
    await server.end()
  }
}
