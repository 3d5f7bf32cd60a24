import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { mutatedMail } from '../../tests/factories/mutated-mail.ts'
import { randomOf } from '../../tests/factories/random-hours.ts'
import { writtenMail } from '../../tests/factories/written-mail.ts'

const LARGEST = 300_000

/** Mails of a folder, all below it, that are not too large to be changed a thousand times. */
export const mailsIn = (folder: string): Buffer[] => {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .map((name) => readFileSync(join(folder, name)))
    .filter(({ length }) => length > 0 && length < LARGEST)
}

/**
 * The mutated mail of a seed: the same for ever where the same collection is present.
 * @param collected mails of others, which every second one is made of; none where no collection is
 */
export const mailOfSeed = (seed: number, collected: readonly Buffer[]): Buffer => {
  const random = randomOf(seed)
  const one = () => (random(2) === 0 && collected[random(collected.length)]) || writtenMail(random)
  return mutatedMail(random, one(), one())
}
