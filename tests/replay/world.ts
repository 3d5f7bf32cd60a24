import type { Route } from '../../server/platform/http/route.ts'
import type { StaffActor } from '../../server/platform/identity/actor.ts'
import { type CaseDesk, createCaseDesk } from '../factories/case-desk.ts'
import { customerAt } from '../factories/customer-page.ts'
import { addStaff } from '../factories/desk.ts'
import type { PageVisitor } from '../harness/page-visitor.ts'
import type { Visitor } from '../harness/visitor.ts'

export const WRITERS = 50
export const CASES = 20
const SEED = 20_261_122

/** The same numbers on every machine: a failure can be looked at again. */
const randomFrom = (seed: number) => {
  let state = seed >>> 0
  return (below: number): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
export type Random = ReturnType<typeof randomFrom>

export const oneOf = <T>(random: Random, values: readonly T[]): T => {
  const found = values[random(values.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

export interface Writer {
  readonly person: StaffActor
  readonly visitor: Visitor
  readonly random: Random
}

/** Where a text that the desk accepted must be found again; `books.ts` says how. */
export type Shelf =
  | 'note'
  | 'message'
  | 'brief'
  | 'refusal'
  | 'reason'
  | 'promise'
  | 'proposal'
  | 'question'
  | 'answer'

export interface World {
  readonly desk: CaseDesk
  readonly writers: readonly Writer[]
  /** Who sets people's access; does nothing else. */
  readonly ada: Writer
  readonly customer: PageVisitor
  readonly caseIds: readonly number[]
  /** Anybody at the desk, at their browser. */
  at(staffId: number): Visitor
  /** Every text that the desk said it had kept. */
  readonly kept: Map<Shelf, string[]>
  keep(shelf: Shelf, ...texts: string[]): void
  /** Journal lines that everybody who reacts has heard. */
  readonly heard: Set<number>
}

/** Fifty people of every role at one desk, and twenty cases of one customer. */
export const createWorld = async (routes: readonly Route[]): Promise<World> => {
  const desk = await createCaseDesk(routes)
  const { db } = desk.platform
  await db.insertInto('settings').values({ organisation_name: 'School' }).execute()
  const writers: Writer[] = []
  for (let index = 1; index <= WRITERS; index += 1) {
    const role = index % 10 === 0 ? 'lead' : 'agent'
    const person = await addStaff(db, { name: `Person ${index}`, role, reach: 'all' })
    writers.push({ person, visitor: await desk.at(person), random: randomFrom(SEED + index) })
  }
  const caseIds: number[] = []
  for (let index = 0; index < CASES; index += 1) caseIds.push((await desk.mail(`Need ${index}`)).caseId)
  const kept = new Map<Shelf, string[]>()
  const ada: Writer = { person: desk.ada, visitor: await desk.at(desk.ada), random: randomFrom(SEED) }
  const visitors = new Map([...writers, ada].map(({ person, visitor }) => [person.staffId, visitor]))
  visitors.set(desk.lena.staffId, await desk.at(desk.lena))
  return {
    desk,
    writers,
    ada,
    customer: await customerAt(desk, 'ana@example.org'),
    caseIds,
    at: (staffId) => {
      const found = visitors.get(staffId)
      if (!found) throw new Error(`nobody knows ${staffId}`)
      return found
    },
    kept,
    keep: (shelf, ...texts) => void kept.set(shelf, [...(kept.get(shelf) ?? []), ...texts]),
    heard: new Set(),
  }
}
