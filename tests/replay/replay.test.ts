import { beforeAll, describe, expect, test } from 'vitest'
import { everyRoute } from '../factories/routes.ts'
import { scaleOf } from '../harness/scale.ts'
import { react, work } from './acts.ts'
import { invariants, shelves } from './books.ts'
import { CASES, createWorld, type World, WRITERS } from './world.ts'

/**
 * Many people at once do at random what people do to cases, and at the end the record must be whole. The long form:
 * `REPLAY=10000 npx vitest run --project server tests/replay`.
 */
const OPERATIONS = scaleOf('REPLAY', 1_000)

let world: World
const statuses = new Map<string, number>()
const defects: string[] = []
beforeAll(async () => {
  world = await createWorld(everyRoute)
}, 120_000)

const rowsOf = async (statement: string) => (await world.desk.platform.database.pool.query(statement)).rows

/** What was tried and done how often, for whoever runs the long form. */
const report = (seconds: number): string => {
  const kinds = new Map<string, { tried: number; done: number; answers: string[] }>()
  for (const [key, count] of statuses) {
    const [kind = '', status] = key.split(' ')
    const { tried, done, answers } = kinds.get(kind) ?? { tried: 0, done: 0, answers: [] }
    answers.push(`${status} × ${count}`)
    kinds.set(kind, { tried: tried + count, done: done + (Number(status) < 400 ? count : 0), answers })
  }
  const lines = [...kinds]
    .sort()
    .map(
      ([kind, { tried, done, answers }]) => `${kind}: ${tried} tried, ${done} done (${answers.join(', ')})`,
    )
  return [`${OPERATIONS} operations in ${seconds.toFixed(1)} s`, ...lines, ''].join('\n')
}

describe(`${OPERATIONS} random operations by ${WRITERS} people on ${CASES} cases`, () => {
  test('run to their end, each done or refused for a reason', async () => {
    const begun = Date.now()
    const tell = (name: string, { status, text }: { status: number; text: string }) => {
      const key = `${name} ${status}`
      statuses.set(key, (statuses.get(key) ?? 0) + 1)
      if ((status >= 500 && status !== 503) || status === 0) defects.push(`${key} ${text.slice(0, 300)}`)
    }
    const turns = Math.ceil(OPERATIONS / WRITERS)
    await Promise.all(world.writers.map((writer) => work(world, writer, turns, tell)))
    await react(world)
    if (process.env.REPLAY) process.stdout.write(report((Date.now() - begun) / 1000))
    expect(defects).toEqual([])
    // A replay in which nothing succeeds would prove nothing.
    const done = new Set([...statuses.keys()].filter((key) => Number(key.split(' ')[1]) < 400))
    for (const kind of ['take 200', 'offer 201', 'accept 200', 'decline 200', 'note 201', 'reply 201'])
      expect(done, JSON.stringify([...statuses])).toContain(kind)
    for (const kind of [
      'consult 201',
      'promise 201',
      'propose 201',
      'confirm 303',
      'reject 303',
      'switchOff 200',
    ])
      expect(done, JSON.stringify([...statuses])).toContain(kind)
  }, 900_000)

  test.each(Object.entries(invariants))('%s', async (_name, broken) => {
    expect(await rowsOf(broken)).toEqual([])
  })

  test('lose no text', async () => {
    expect(world.kept.size).toBeGreaterThan(5)
    for (const [shelf, texts] of world.kept) {
      const found = new Set((await rowsOf(shelves[shelf])).map(({ text }) => text))
      expect(
        texts.filter((text) => !found.has(text)),
        shelf,
      ).toEqual([])
    }
  })
})
