import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { familyOf, memoryMb } from './memory.ts'

test('a family is a process with its children and theirs, and what it uses is more than its first alone', async () => {
  const shell = spawn('sh', ['-c', 'sleep 30 & echo ready; wait'])
  try {
    await once(shell.stdout, 'data')
    const family = familyOf(shell.pid ?? 0)
    expect(family).toHaveLength(2)
    expect(memoryMb(family)).toBeGreaterThan(memoryMb(family.slice(0, 1)))
    expect(familyOf(process.pid)).toEqual(expect.arrayContaining(family))
  } finally {
    for (const pid of familyOf(shell.pid ?? 0).reverse()) process.kill(pid, 'SIGKILL')
    await once(shell, 'close')
  }
})

test('a process that is gone uses nothing', () => {
  expect(memoryMb([2 ** 30])).toBe(0)
})
