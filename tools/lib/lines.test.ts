import { expect, test } from 'vitest'
import { projectRoot } from './gate.ts'
import { type Outcome, program, runLanes } from './lines.ts'

const options = { root: projectRoot, fix: false }

test('every failure is listed, and a red line stops neither its lane nor the other', async () => {
  const told: string[] = []
  const outcomes = await runLanes(
    [
      [
        { name: 'a', gate: async () => ['a is wrong', 'and so is this'] },
        { name: 'b', gate: async () => [] },
      ],
      [{ name: 'c', gate: async () => ['c is wrong'] }],
    ],
    options,
    (outcome: Outcome) => told.push(outcome.name),
  )
  expect(outcomes.map(({ name, complaints }) => [name, complaints])).toEqual([
    ['a', ['a is wrong', 'and so is this']],
    ['b', []],
    ['c', ['c is wrong']],
  ])
  expect(told.sort()).toEqual(['a', 'b', 'c'])
})

test('a gate that breaks is red', async () => {
  const broken = { name: 'a', gate: () => Promise.reject(new Error('the gate fell over')) }
  const [outcome] = await runLanes([[broken]], options, () => undefined)
  expect(outcome?.complaints).toEqual([
    expect.stringContaining('could not be checked: Error: the gate fell over'),
  ])
})

test('a program that ends well is green, and its complaint is told when it does not', async () => {
  expect(await program('tsc', ['--version'])(options)).toEqual([])
  expect(await program('tsc', ['-p', 'no-such-project.json'])(options)).toContainEqual(
    expect.stringContaining('no-such-project.json'),
  )
})

test('a program that is not there is red', async () => {
  expect(await program('no-such-program', [])(options)).toEqual([expect.stringContaining('ENOENT')])
})
