import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'

/** One numbered SQL file; `sha256` proves later that an applied file was not edited. */
export type Migration = { number: number; name: string; sql: string; sha256: string }

const FILE_NAME = /^(\d{4})_([a-z0-9_]+)\.sql$/

/**
 * Reads every `migrations/NNNN_name.sql` below `root`, ordered by number.
 * Throws when a name is wrong or a number is used twice: the series is one for all rooms.
 */
export function readMigrations(root: string): Migration[] {
  const seen = new Map<number, string>()
  return listFiles(root)
    .map((path) => {
      const migration = readMigration(path)
      const other = seen.get(migration.number)
      if (other) throw new Error(`Migration number ${migration.number} is used twice: ${other} and ${path}`)
      seen.set(migration.number, path)
      return migration
    })
    .sort((a, b) => a.number - b.number)
}

function readMigration(path: string): Migration {
  const [, number, name] = FILE_NAME.exec(basename(path)) ?? []
  if (!number || !name) throw new Error(`A migration is named NNNN_name.sql, unlike ${path}`)
  const sql = readFileSync(path, 'utf8')
  return { number: Number(number), name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

function listFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.sql') && `${sep}${path}`.includes(`${sep}migrations${sep}`))
    .concat(basename(root) === 'migrations' ? readdirSync(root).filter((name) => name.endsWith('.sql')) : [])
    .map((path) => join(root, path))
    .filter((path, index, all) => all.indexOf(path) === index)
}
