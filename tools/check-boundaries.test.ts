import { expect, test } from 'vitest'
import { boundariesGate } from './check-boundaries.ts'
import { fixture } from './lib/fixture.ts'

const gate = boundariesGate({ modules: 5, imports: 3 })

const room = (needs: string) =>
  `import { contract } from './contract.ts'\nexport const room = { needs: [${needs}], contract }\n`

const sound = {
  'server/platform/config/config.ts': `export const env = process.env\n`,
  'server/platform/contract/schemas.ts': `import { z } from 'zod'\nexport const id = z.number()\n`,
  'server/people/README.md': '# people\n',
  'server/people/room.ts': room(''),
  'server/people/contract.ts': `import { id } from '../platform/contract/schemas.ts'\nexport const contract = id\n`,
  'server/people/index.ts': `export const staff = 1\n`,
  'server/people/queries.ts': `export const rows = 1\n`,
  'server/people/migrations/0001_people.sql': 'create table staff (id bigint primary key);\n',
  'server/cases/README.md': '# cases\n\n- `read/` parses what arrives\n',
  'server/cases/room.ts': room(`'people'`),
  'server/cases/contract.ts': `import { contract as people } from '../people/contract.ts'\nexport const contract = people\n`,
  'server/cases/actions/reply.ts': `import { staff } from '../../people/index.ts'\nexport const reply = staff\n`,
  'server/cases/read/words.ts': `export const words = 1\n`,
  'server/cases/migrations/0002_cases.sql': 'create table cases (id bigint primary key);\n',
  'server/app.ts': `import { room } from './cases/room.ts'\nexport const rooms = [room]\n`,
  'server/schema.sql':
    'create table cases (\n  id bigint,\n  constraint cases_owner FOREIGN KEY (owner_id) REFERENCES staff(id)\n);\n',
  'web/kit/button.tsx': `export const button = 1\n`,
  'web/cases/list.tsx': `import { contract } from '../../server/cases/contract.ts'\nimport { button } from '../kit/button.tsx'\nexport const list = [contract, button]\n`,
  'web/app/main.tsx': `import { list } from '../cases/list.tsx'\nexport const main = list\n`,
}

const complaintsAfter = async (change: Record<string, string>): Promise<string[]> => {
  using project = fixture({ ...sound, ...change })
  return gate({ root: project.root, fix: false })
}

test('a sound project passes', async () => {
  expect(await complaintsAfter({})).toEqual([])
})

const importing = (path: string) => `import * as it from '${path}'\nexport const borrowed = it\n`

test('a screen may stand on the ground of the app', async () => {
  const change = {
    'web/cases/list.tsx': importing('../app/client.ts'),
    'web/app/client.ts': 'export const get = 1\n',
  }
  expect(await complaintsAfter(change)).toEqual([])
})

const plants: [string, Record<string, string>, RegExp][] = [
  [
    'a room reaches into another',
    { 'server/cases/rules.ts': importing('../people/queries.ts') },
    /only its index\.ts/,
  ],
  [
    'a room uses one it does not need',
    { 'server/people/rules.ts': importing('../cases/contract.ts') },
    /does not list 'cases' in its needs/,
  ],
  [
    'the platform knows a room',
    { 'server/platform/db.ts': importing('../people/index.ts') },
    /platform knows no room/,
  ],
  [
    'a contract needs the server',
    { 'server/people/contract.ts': importing('./index.ts') },
    /runs in the browser/,
  ],
  ['a contract uses node', { 'server/people/contract.ts': importing('node:fs') }, /runs in the browser/],
  [
    'the web takes a part of a contract',
    {
      'server/people/contract/staff.ts': 'export const staff = 1\n',
      'web/cases/a.ts': importing('../../server/people/contract/staff.ts'),
    },
    /only contract/,
  ],
  [
    'a part of a contract needs the server',
    { 'server/people/contract/staff.ts': importing('../queries.ts') },
    /contract\/staff\.ts:1: .*runs in the browser/,
  ],
  [
    'the web takes more than contracts',
    { 'web/cases/a.ts': importing('../../server/people/index.ts') },
    /only contract/,
  ],
  [
    'a screen takes another room',
    { 'web/people/a.ts': importing('../cases/list.tsx') },
    /people does not need cases/,
  ],
  ['the kit knows a room', { 'web/kit/a.ts': importing('../cases/list.tsx') }, /know no room/],
  ['the widget takes more', { 'widget/a.ts': importing('../server/people/contract.ts') }, /widget imports/],
  ['a manifest is read by a room', { 'server/cases/rules.ts': importing('../people/room.ts') }, /manifest/],
  [
    'the product imports tests',
    { 'server/cases/rules.ts': importing('../../tests/a.ts'), 'tests/a.ts': '' },
    /never imports/,
  ],
  ['an import leads nowhere', { 'server/cases/rules.ts': importing('./gone.ts') }, /does not exist/],
  [
    'files import each other',
    {
      'server/cases/rules.ts': importing('./queries.ts'),
      'server/cases/queries.ts': importing('./rules.ts'),
    },
    /import loop: server\/cases\/queries\.ts → server\/cases\/rules\.ts/,
  ],
  ['a room calls up', { 'server/people/room.ts': room(`'cases'`) }, /higher floor/],
  ['rooms need each other', { 'server/people/room.ts': room(`'cases'`) }, /in a loop: cases → people/],
  ['the core needs too much', { 'server/cases/room.ts': room(`'people', 'charter'`) }, /needs 'charter'/],
  ['a room has no floor', { 'server/attic/room.ts': room('') }, /has no floor/],
  ['a room lacks its README', { 'server/charter/contract.ts': '' }, /server\/charter: has no README\.md/],
  ['a new kind of file', { 'server/cases/helpers.ts': '' }, /helpers\.ts: is not a kind of file/],
  ['an undocumented folder', { 'server/people/read/words.ts': '' }, /is not a kind of file/],
  [
    'a foreign key points up',
    {
      'server/schema.sql':
        'create table staff (\n  id bigint,\n  constraint up FOREIGN KEY (case_id) REFERENCES cases(id)\n);\n',
    },
    /staff \(people\) points at cases \(cases\)/,
  ],
  [
    'the environment is read',
    { 'server/cases/rules.ts': 'export const home = process.env.HOME\n' },
    /rules\.ts:1: reads the env/,
  ],
  [
    'SQL is written outside the queries',
    { 'server/cases/rules.ts': `export const f = (db: Db) => db.selectFrom('cases')\n` },
    /rules\.ts:1: SQL belongs/,
  ],
  [
    'raw SQL is written outside the queries',
    { 'server/cases/rules.ts': 'export const f = sql`select 1`\n' },
    /rules\.ts:1: SQL belongs/,
  ],
  [
    'a screen stands on the composing half of the app',
    { 'web/people/a.ts': importing('../app/main.tsx') },
    /lead to no room/,
  ],
  [
    'the kit knows the app',
    { 'web/kit/a.ts': importing('../app/client.ts'), 'web/app/client.ts': '' },
    /know nobody who composes/,
  ],
  [
    'the environment is unpacked',
    { 'server/cases/rules.ts': 'export const { env } = process\n' },
    /reads the env/,
  ],
]

test.each(plants)('red when %s', async (_name, change, complaint) => {
  expect(await complaintsAfter(change)).toContainEqual(expect.stringMatching(complaint))
})

test('a reader that finds nothing is red, not green', async () => {
  using project = fixture({ 'server/app.ts': '' })
  expect(await gate({ root: project.root, fix: false })).toEqual([
    expect.stringMatching(/saw only 1 modules and 0 imports/),
  ])
})
