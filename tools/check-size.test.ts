import { expect, test } from 'vitest'
import { checkSize } from './check-size.ts'
import { fixture } from './lib/fixture.ts'
import { readModules } from './lib/modules.ts'
import { readings } from './sizes/reading.ts'

const constants = (count: number) =>
  Array.from({ length: count }, (_, i) => `export const c${i} = ${i}\n`).join('')

const longFunction = (lines: number) => `export const long = () => {\n${'  void 0\n'.repeat(lines - 2)}}\n`

const complaintsAbout = async (files: Record<string, string>): Promise<string[]> => {
  using project = fixture(files)
  return checkSize({ root: project.root, fix: false })
}

const sound = {
  'server/cases/actions/reply.ts': `import { rows } from '../queries.ts'\nexport const reply = rows\n`,
  'server/cases/queries.ts': constants(30),
  'server/cases/cases.test.ts': constants(40),
  'web/kit/button.tsx': longFunction(20),
  'web/kit/button.test.tsx': constants(15),
}

test('small code passes', async () => {
  expect(await complaintsAbout(sound)).toEqual([])
})

test('files on the edge of the budget pass, one line more does not', async () => {
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`tools/a${i}.ts`, constants(5)]))
  expect(await complaintsAbout({ ...many, 'tools/b.ts': constants(400) })).toEqual([])
  expect(await complaintsAbout({ ...many, 'tools/b.ts': constants(401) })).toEqual([
    'tools/b.ts: a file of 401 lines, the budget is 400',
  ])
})

test.each([
  [
    'the median file is long',
    { 'tools/a.ts': constants(71) },
    'the median file has 71 lines, the budget is 70',
  ],
  [
    'one file in a few is long',
    { 'tools/a.ts': constants(251), 'tools/b.ts': '' },
    '95th of 100 files has 251',
  ],
  ['one function in a few is long', { 'tools/a.ts': longFunction(41) }, '95th of 100 functions has 41 lines'],
  ['a function is very long', { 'tools/a.ts': longFunction(81) }, 'tools/a.ts:1: a function of 81 lines'],
  ['a test is very long', { 'tools/a.test.ts': constants(401) }, 'tools/a.test.ts: a file of 401 lines'],
  ['any is used', { 'tools/a.ts': 'export const a = (b: any) => b\n' }, 'tools/a.ts:1: uses any'],
  [
    'any is used in a test',
    { 'tools/a.test.ts': 'export const a = [] as any[]\n' },
    'tools/a.test.ts:1: uses any',
  ],
  ['a value is asserted', { 'tools/a.ts': '\nexport const a = [1][0]!\n' }, 'tools/a.ts:2: asserts with !'],
  [
    'the compiler is silenced',
    { 'tools/a.ts': `// ${'@ts'}-ignore\nexport const a = 1\n` },
    'tools/a.ts:1: silences',
  ],
  [
    'the server is hardly tested',
    { 'server/a.ts': constants(10), 'server/a.test.ts': constants(8) },
    'server: 0.80',
  ],
  ['the web is hardly tested', { 'web/a.ts': constants(10), 'web/a.test.ts': constants(3) }, 'browser: 0.30'],
])('red when %s', async (_name, files, complaint) => {
  expect(await complaintsAbout(files)).toContainEqual(expect.stringContaining(complaint))
})

test('red when following one action leads through too many files or lines', async () => {
  const helpers = Array.from({ length: 10 }, (_, i) => `server/cases/actions/r${i}.ts`)
  const action = helpers.map((path) => `import './${path.split('/').at(-1)}'\n`).join('')
  const wide = {
    ...Object.fromEntries(helpers.map((path) => [path, ''])),
    'server/cases/actions/a.ts': action,
  }
  expect(await complaintsAbout(wide)).toContainEqual(expect.stringContaining('takes 11 files'))

  const three = ['a', 'b', 'c'].map((name) => [`server/cases/rules/${name}.ts`, constants(310)])
  const long = {
    ...Object.fromEntries(three),
    'server/cases/actions/a.ts': `import '../rules/a.ts'\nimport '../rules/b.ts'\nimport '../rules/c.ts'\n`,
  }
  expect(await complaintsAbout(long)).toContainEqual(expect.stringContaining('and 933 lines'))
})

test('a folder that grew out of one file counts as that file, and an own folder as its door', async () => {
  const files = {
    'server/cases/actions/a.ts': `import '../queries/a.ts'\nimport '../queries/b.ts'\nimport '../search/door.ts'\n`,
    'server/cases/queries/a.ts': constants(100),
    'server/cases/queries/b.ts': constants(100),
    'server/cases/search/door.ts': `import './behind.ts'\n`,
    'server/cases/search/behind.ts': constants(300),
  }
  using project = fixture(files)
  const [reading] = readings(readModules(project.root))
  expect(reading).toEqual({
    action: 'server/cases/actions/a.ts',
    files: ['server/cases/actions/a.ts', 'server/cases/queries.ts', 'server/cases/search/door.ts'],
    lines: 204,
  })
})

test('a door of another room counts, what lies behind it does not', async () => {
  const files = {
    'server/cases/actions/a.ts': `import '../../people/index.ts'\n`,
    'server/people/index.ts': `import './queries.ts'\n`,
    'server/people/queries.ts': constants(390),
    'server/people/rules.ts': constants(390),
    'server/people/people.test.ts': constants(390),
    'server/people/rules.test.ts': constants(395),
  }
  expect((await complaintsAbout(files)).filter((line) => line.includes('following it'))).toEqual([])
})
