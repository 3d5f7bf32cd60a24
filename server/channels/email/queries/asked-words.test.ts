import { expect, test } from 'vitest'
import { createTestPlatform } from '../../../../tests/harness/platform.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { claimAskedWords } from './asked-words.ts'

test('what a journal row asks to say is claimed once, however often its job is tried', async () => {
  const { db } = await createTestPlatform()
  const claim = (seq: number) => transact(db, systemActor('email'), (tx) => claimAskedWords(tx, seq))
  expect(await claim(7)).toBe(true)
  expect(await claim(7)).toBe(false)
  expect(await claim(8)).toBe(true)
})

test('a try that failed leaves it to the next one', async () => {
  const { db } = await createTestPlatform()
  const failing = transact(db, systemActor('email'), async (tx) => {
    await claimAskedWords(tx, 7)
    throw new Error('the mail server hung up')
  })
  await expect(failing).rejects.toThrow('hung up')
  expect(await transact(db, systemActor('email'), (tx) => claimAskedWords(tx, 7))).toBe(true)
})
