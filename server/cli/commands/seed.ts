import { Fault } from '../../platform/faults.ts'
import { type Command, needed, readWords } from '../command.ts'
import { seedCases } from '../seed/seed-cases.ts'
import { withDesk } from '../with-desk.ts'

const MOST = 10_000_000

/** `regard seed`: invented cases, to try a large desk or to measure one. */
export const seed: Command = {
  usage: '--cases N [--seed N]',
  run: (words) => {
    const { values } = readWords(words, { cases: { type: 'string' }, seed: { type: 'string' } })
    const cases = whole(needed(values.cases, 'cases'), 'cases')
    const seeded = whole(values.seed ?? '1', 'seed')
    return withDesk(async ({ databaseUrl }) => {
      const begun = performance.now()
      const progress = (done: number) => process.stderr.write(`\r${done} of ${cases} cases`)
      await seedCases(databaseUrl, { cases, seed: seeded, progress })
      process.stderr.write(`\r${cases} cases in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`)
    })
  },
}

const whole = (text: string, name: string): number => {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0 && value <= MOST) return value
  throw new Fault('usage', `--${name} must be a whole number from 1 to ${MOST}.`)
}
