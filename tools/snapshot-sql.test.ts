import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Fixture, fixture } from './lib/fixture.ts'
import { checkSqlSnapshots } from './snapshot-sql.ts'
import { layOut } from './sql/layout.ts'

const path = 'server/cases/queries.ts'
const target = 'server/cases/queries.generated.sql'

const source = (body: string) => `
// a comment does not count
const columns = ['id'] as const
export const caseById = (db: Db, id: number) => ${body}
export const helper = (row: Row) => row.id
`
const find = `db.selectFrom('cases').select(columns).where('id', '=', id).executeTakeFirst()`

/** Leaves what a test run would have recorded for `text`. */
const record = (project: Fixture, text: string, sql: string) => {
  const sha256 = createHash('sha256').update(text).digest('hex')
  const line = { path, functions: ['inner', 'caseById'], sql, sha256 }
  project.write({ [path]: text, '.stamp/sql/cases.jsonl': `${JSON.stringify(line)}\n` })
}

const check = (project: Fixture, fix = false) => checkSqlSnapshots({ root: project.root, fix })

test('a recorded function is written down, and stays green without recordings', async () => {
  using project = fixture({})
  record(project, source(find), 'select "id" from "cases" where "id" = $1')
  expect(await check(project)).toEqual([expect.stringContaining(`${target}: is missing`)])
  expect(await check(project, true)).toEqual([])
  const snapshot = readFileSync(join(project.root, target), 'utf8')
  expect(snapshot).toMatch(/^-- caseById \([0-9a-f]{12}\)\nselect id\nfrom cases\nwhere id = \$1;$/m)

  project.write({ '.stamp/sql/cases.jsonl': '' })
  expect(await check(project)).toEqual([])
})

test('red when a query changed and no test has run it since', async () => {
  using project = fixture({})
  record(project, source(find), 'select "id" from "cases" where "id" = $1')
  await check(project, true)
  project.write({ [path]: source(find.replace(`'='`, `'<'`)) })
  expect(await check(project)).toContainEqual(
    expect.stringContaining('no test has run caseById since it changed'),
  )
})

test('red when a test made a statement that is not written down', async () => {
  using project = fixture({})
  record(project, source(find), 'select "id" from "cases" where "id" = $1')
  await check(project, true)
  record(project, source(find), 'select "id" from "cases" where "id" = $1 and "open"')
  expect(await check(project)).toEqual([expect.stringMatching(/queries\.generated\.sql: is stale/)])
})

test('a function that sends through another of the file is asked for too', async () => {
  using project = fixture({})
  const inner = `const find = (db: Db) => ${find}\nexport const caseById = (db: Db) => find(db)\n`
  project.write({ [path]: inner })
  expect(await check(project)).toContainEqual(expect.stringContaining('no test has run caseById'))
})

test('comments and layout may change freely, what the file keeps to itself may not', async () => {
  using project = fixture({})
  record(project, source(find), 'select "id" from "cases" where "id" = $1')
  await check(project, true)
  project.write({ [path]: source(find).replace('does not count', 'changed').replaceAll(') =>', ')\n  =>') })
  expect(await check(project)).toEqual([])
  project.write({ [path]: source(find).replace(`['id']`, `['id', 'need']`) })
  expect(await check(project)).toContainEqual(expect.stringContaining('no test has run caseById'))
})

test('the form does not depend on how many values a call had', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, i) => `($${i * 2 + 1}, now(), $${i * 2 + 2})`).join(', ')
  const insert = (count: number) =>
    layOut(`insert into "tags" ("a", "b", "c") values ${rows(count)} returning "id"`)
  expect(insert(3)).toBe(insert(2))
  expect(insert(1)).toBe('insert into tags (a, b, c)\nvalues ($1, now(), $2)\nreturning id')
  expect(layOut('select 1 where "id" in ($1, $2, $3) and "order" = $4')).toBe(
    layOut('select 1 where "id" in ($1, $2) and "order" = $3'),
  )
})
