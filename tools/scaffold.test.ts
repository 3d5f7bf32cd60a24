import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { boundariesGate } from './check-boundaries.ts'
import { checkSize } from './check-size.ts'
import { type Fixture, fixture } from './lib/fixture.ts'
import { projectRoot } from './lib/gate.ts'
import { program } from './lib/lines.ts'
import { newAction } from './new-action.ts'
import { newRoom } from './new-room.ts'

/** A copy of the server, so that what is generated is judged among real neighbours. */
const copyOfProject = (): Fixture => {
  const project = fixture({
    'new.json':
      '{ "extends": "./tsconfig.json", "include": ["server/knowledge", "server/rooms.ts", "server/**/*.d.ts", "tests/harness"] }',
  })
  for (const path of [
    'server',
    'pages',
    'tests/harness',
    'biome.json',
    'tsconfig.json',
    '.gitignore',
    'package.json',
  ]) {
    cpSync(join(projectRoot, path), join(project.root, path), { recursive: true })
  }
  symlinkSync(join(projectRoot, 'node_modules'), join(project.root, 'node_modules'))
  return project
}

const aboutNew = (complaints: readonly string[]) =>
  complaints.filter((line) => /knowledge|rooms\.ts/.test(line))

test('a new room with two new actions passes format, types, boundaries and sizes', async () => {
  using project = copyOfProject()
  newRoom(project.root, 'knowledge', ['people', 'customers'])
  newAction(project.root, 'knowledge', 'write-article', 'article-written')
  newAction(project.root, 'knowledge', 'retire-article', 'article-retired')

  const options = { root: project.root, fix: false }
  expect(
    await program('biome', ['ci', '--vcs-enabled=false', 'server/knowledge', 'server/rooms.ts'])(options),
  ).toEqual([])
  expect(await program('tsc', ['-p', 'new.json'])(options)).toEqual([])
  expect(aboutNew(await boundariesGate({ modules: 40, imports: 100 })(options))).toEqual([])
  expect(aboutNew(await checkSize(options))).toEqual([])
  expect(readFileSync(join(project.root, 'server/rooms.ts'), 'utf8')).toMatch(
    /\[\s*people,[^\]]*knowledge,?\s*\]/,
  )
}, 60_000)

test('nothing is overwritten, and a room without a floor is refused', () => {
  using project = fixture({ 'server/rooms.ts': '', 'server/knowledge/README.md': 'mine' })
  expect(() => newRoom(project.root, 'knowledge', [])).toThrow(/there already: server\/knowledge\/README\.md/)
  expect(() => newRoom(project.root, 'attic', [])).toThrow(/floor/)
  expect(readFileSync(join(project.root, 'server/knowledge/README.md'), 'utf8')).toBe('mine')
})

test('an action is refused when the contract has no list for its news', () => {
  using project = fixture({ 'server/knowledge/contract.ts': 'export const a = 1\n' })
  expect(() => newAction(project.root, 'knowledge', 'write', 'written')).toThrow(
    /no list named knowledgeAnnouncements/,
  )
})
