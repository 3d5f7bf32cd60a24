import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { exitCodes, Fault, type FaultKind } from './faults.ts'
import { installRoot } from './places.ts'

describe('exit codes', () => {
  test('are each one reason only, below those that shells and signals use', () => {
    const codes = Object.values(exitCodes)
    expect(new Set(codes).size).toBe(codes.length)
    expect(Math.max(...codes)).toBeLessThan(64)
  })

  test('stand in the operator’s guide, all of them and no others', () => {
    const guide = readFileSync(join(installRoot, 'docs/operators.md'), 'utf8')
    const table = [...guide.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(([, code, name]) => [name, Number(code)])
    expect(Object.fromEntries(table)).toEqual(exitCodes)
  })

  test('are carried by the fault', () => {
    const kind: FaultKind = 'portInUse'
    expect(new Fault(kind, 'words')).toMatchObject({ exitCode: 20, message: 'words' })
  })
})
