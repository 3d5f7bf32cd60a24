import { type Tx, transact } from '../../server/platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../server/platform/identity/actor.ts'
import { eventsOfCase } from '../../server/platform/journal/queries.ts'
import {
  type CasePromises,
  type CustomerPromise,
  casePromisesSchema,
  promiseSchema,
} from '../../server/promises/contract.ts'
import type { Visitor } from '../harness/visitor.ts'
import { type CaseDesk, createCaseDesk } from './case-desk.ts'
import { addCase } from './desk.ts'
import { hearingOf } from './reactions.ts'
import { everyRoute } from './routes.ts'

/** A desk where promises are made; jobs and reactions run when a test says so. */
export interface PromiseDesk extends CaseDesk {
  /** An open case of the team, owned by Mia unless said otherwise. */
  newCase(owner?: StaffActor): Promise<number>
  /** Somebody promises something, due in an hour and kept by themselves unless said otherwise. */
  promise(by: Visitor, caseId: number, more?: Record<string, unknown>): Promise<CustomerPromise>
  promisesOf(by: Visitor, caseId: number): Promise<CasePromises>
  /** Looks after a promise as its job does. */
  look(promiseId: number, now?: Date): Promise<void>
  /** Shifts a promise into the past, as if it had been made and fallen due so long ago. */
  age(promiseId: number, milliseconds: number): Promise<void>
  dueOf(caseId: number): Promise<Date | null>
  /** Who is called to a case because of a promise. */
  calledTo(caseId: number): Promise<number[]>
  eventsOf(caseId: number): Promise<string[]>
  /** Lets the promises hear everything that was announced since they heard last, twice: the queue promises no less. */
  react(): Promise<void>
}

export const HOUR = 3_600_000
export const inHours = (hours: number): string => new Date(Date.now() + hours * HOUR).toISOString()

/** `watchPromise` is what the job of a promise does, handed in by the tests of its room. */
export const createPromiseDesk = async (
  watchPromise: (tx: Tx, promiseId: number, now?: Date) => Promise<unknown>,
): Promise<PromiseDesk> => {
  const desk = await createCaseDesk(everyRoute)
  const { db } = desk.platform
  await db
    .insertInto('settings')
    .values({ organisation_name: 'School', time_zone: 'Europe/Berlin' })
    .execute()
  return {
    ...desk,
    react: hearingOf(desk.platform, 'promises'),
    newCase: (owner = desk.mia) => addCase(db, { ...desk, owner }),
    promise: async (by, caseId, more = {}) => {
      const made = { what: 'Call back about the phone', dueAt: inHours(1), ...more }
      const answer = await by.post(`/cases/${caseId}/promises`, made)
      if (answer.status !== 201) throw new Error(answer.text)
      return answer.as(promiseSchema)
    },
    promisesOf: async (by, caseId) => (await by.get(`/cases/${caseId}/promises`)).as(casePromisesSchema),
    look: async (id, now) => {
      await transact(db, systemActor('promises'), (tx) => watchPromise(tx, id, now))
    },
    age: async (id, ms) => {
      const back = `${ms} milliseconds`
      await desk.platform.database.pool.query(
        `update promises set made_at = made_at - $2::interval, due_at = due_at - $2::interval,
          settled_at = settled_at - $2::interval where id = $1`,
        [id, back],
      )
    },
    dueOf: async (caseId) =>
      (
        await db
          .selectFrom('cases')
          .select('promise_due_at')
          .where('id', '=', caseId)
          .executeTakeFirstOrThrow()
      ).promise_due_at,
    calledTo: async (caseId) =>
      (
        await db
          .selectFrom('attentions')
          .select('staff_id')
          .where('case_id', '=', caseId)
          .where('reason', '=', 'promise')
          .orderBy('staff_id')
          .execute()
      ).map(({ staff_id }) => staff_id),
    eventsOf: async (caseId) =>
      (await eventsOfCase(db, caseId, 100))
        .map(({ type }) => type)
        .filter((type) => type.startsWith('promises.')),
  }
}
