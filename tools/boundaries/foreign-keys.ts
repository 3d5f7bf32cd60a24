import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesBelow } from '../lib/files.ts'
import { type RoomFacts, roomOf } from '../lib/rooms.ts'

/** For each table, the room whose migration creates it; `platform` for the platform's own. */
export const tableOwners = (root: string): Map<string, string> => {
  const owners = new Map<string, string>()
  for (const path of filesBelow(root, 'server')) {
    if (!/\/migrations\/[^/]+\.sql$/.test(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    for (const match of text.matchAll(
      /^\s*create (?:unlogged )?table (?:if not exists )?(?:public\.)?(\w+)/gim,
    )) {
      owners.set(String(match[1]), roomOf(path) ?? 'platform')
    }
  }
  return owners
}

/** Complaints about foreign keys that point against the arrows of the rooms' needs, read from schema.sql. */
export const foreignKeyFaults = (root: string, rooms: ReadonlyMap<string, RoomFacts>): string[] => {
  const owners = tableOwners(root)
  const schema = join(root, 'server/schema.sql')
  if (!existsSync(schema))
    return owners.size > 0 ? ['server/schema.sql: is missing, so foreign keys were not checked'] : []
  const faults: string[] = []
  for (const { table, target, name } of foreignKeys(readFileSync(schema, 'utf8'))) {
    const from = owners.get(table) ?? 'nobody'
    const to = owners.get(target) ?? 'nobody'
    if (from === to || to === 'platform' || rooms.get(from)?.needs.includes(to)) continue
    faults.push(`${name}: ${table} (${from}) points at ${target} (${to}), but ${from} does not need ${to}`)
  }
  return faults
}

const foreignKeys = (schema: string): { table: string; target: string; name: string }[] =>
  [...schema.matchAll(/^create table (\w+) \(\n([^;]*?)^\)/gm)].flatMap(([, table = '', body = '']) =>
    [...body.matchAll(/^ {2}constraint (\w+) FOREIGN KEY .*? REFERENCES (\w+)/gm)].map(
      ([, name = '', target = '']) => ({ table, target, name }),
    ),
  )
