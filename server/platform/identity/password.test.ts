import { expect, test } from 'vitest'
import { hashPassword, passwordFits } from './password.ts'

test('a password fits its own hash only, and the same one hashes differently each time', async () => {
  const [one, other] = await Promise.all([hashPassword('lantern-otter-42'), hashPassword('lantern-otter-42')])
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(one).not.toBe(other)
  expect(await passwordFits(one, 'lantern-otter-42')).toBe(true)
  expect(await passwordFits(one, 'lantern-otter-43')).toBe(false)
  expect(await passwordFits(one, '')).toBe(false)
})

test('it fits in whichever Unicode form a keyboard makes it, and in full length', async () => {
  const hash = await hashPassword('Caf\u00e9-am-See-9')
  expect(await passwordFits(hash, 'Cafe\u0301-am-See-9')).toBe(true)
  const long = 'x'.repeat(199)
  expect(await passwordFits(await hashPassword(`${long}a`), `${long}b`)).toBe(false)
})

test('nobody has a password, not even the one that is compared for those who do not exist', async () => {
  expect(await passwordFits(null, 'nobody has this password')).toBe(false)
  expect(await passwordFits(null, '')).toBe(false)
})
