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
  /** Somebody who was switched off is back, and signs in anew. */
  comeBack(person: StaffActor): Promise<void>
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
  const visitors = new Map<number, Visitor>()
  const at = (staffId: number): Visitor => {
    const found = visitors.get(staffId)
    if (!found) throw new Error(`nobody knows ${staffId}`)
    return found
  }
  const comeBack = async (person: StaffActor) => {
    visitors.set(person.staffId, await desk.at(person))
  }
  const writerOf = (person: StaffActor, seed: number): Writer => ({
    person,
    random: randomFrom(seed),
    get visitor() {
      return at(person.staffId)
    },
  })
  const writers: Writer[] = []
  for (let index = 1; index <= WRITERS; index += 1) {
    const role = index % 10 === 0 ? 'lead' : 'agent'
    const person = await addStaff(db, { name: `Person ${index}`, role, reach: 'all' })
    await comeBack(person)
    writers.push(writerOf(person, SEED + index))
  }
  const caseIds: number[] = []
  for (let index = 0; index < CASES; index += 1) caseIds.push((await desk.mail(`Need ${index}`)).caseId)
  const kept = new Map<Shelf, string[]>()
  for (const person of [desk.ada, desk.lena]) await comeBack(person)
  return {
    desk,
    writers,
    ada: writerOf(desk.ada, SEED),
    customer: await customerAt(desk, 'ana@example.org'),
    caseIds,
    at,
    comeBack,
    kept,
    keep: (shelf, ...texts) => void kept.set(shelf, [...(kept.get(shelf) ?? []), ...texts]),
    heard: new Set(),
  }
}
