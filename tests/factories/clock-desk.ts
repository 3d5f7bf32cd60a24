import { type Reply, writeReply } from '../../server/cases/index.ts'
import type { Kind, Targets } from '../../server/clocks/contract.ts'
import type { Database } from '../../server/platform/db/pool.ts'
import { type Tx, transact } from '../../server/platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../server/platform/identity/actor.ts'
import { rooms } from '../../server/rooms.ts'
import { type CaseDesk, createCaseDesk } from './case-desk.ts'
import { everyRoute } from './routes.ts'

/** A desk whose clocks are set when the test says so. */
export interface ClockDesk<Clock> extends CaseDesk {
  /** The policy for everybody; what is not named has no target. */
  aim(targets: Partial<Targets>): Promise<void>
  reply(caseId: number, nextState?: Reply['nextState'], by?: StaffActor): Promise<number>
  reckon(caseId: number, now?: Date): Promise<void>
  clocks(caseId: number, kind?: Kind): Promise<Clock[]>
  /** Runs every reaction of the clocks to what the journal holds, newest first: order must not matter. */
  reactToAll(): Promise<void>
}

const none: Targets = { firstResponse: null, nextResponse: null, firstResolution: null, fullResolution: null }

/** What the room itself does, handed in by its tests. */
export interface ClockWork<Clock> {
  reckonClocks(tx: Tx, caseId: number, now: Date): Promise<unknown>
  clocksOf(db: Database, caseId: number): Promise<Clock[]>
}

export const createClockDesk = async <Clock extends { kind: string }>({
  reckonClocks,
  clocksOf,
}: ClockWork<Clock>): Promise<ClockDesk<Clock>> => {
  const desk = await createCaseDesk(everyRoute)
  const reactions = rooms.flatMap(({ name, reactions }) => (name === 'clocks' ? reactions : []))
  const { db } = desk.platform
  const test = systemActor('test')
  return {
    ...desk,
    aim: async (targets) => {
      const ada = await desk.at(desk.ada)
      const answer = await ada.put('/clock-policy', { ...none, ...targets })
      if (answer.status !== 200) throw new Error(answer.text)
    },
    reply: async (caseId, nextState = 'open', by = desk.mia) => {
      const newest = await db
        .selectFrom('messages')
        .select(({ fn }) => fn.max('id').as('id'))
        .where('case_id', '=', caseId)
        .executeTakeFirst()
      const words = { text: 'We looked at it.', html: null, to: ['ana@example.org'], cc: [], attachments: [] }
      const { messageId } = await transact(db, by, (tx) =>
        writeReply(tx, by, {
          ...words,
          ...{ caseId, channel: 'email', nextState, undoSeconds: 60, seenUpTo: newest?.id ?? 0 },
        }),
      )
      return messageId
    },
    reckon: async (caseId, now = new Date()) => {
      await transact(db, test, (tx) => reckonClocks(tx, caseId, now))
    },
    clocks: async (caseId, kind) =>
      (await clocksOf(db, caseId)).filter((clock) => kind === undefined || clock.kind === kind),
    reactToAll: async () => {
      const events = await db.selectFrom('journal').select(['seq', 'type']).orderBy('seq', 'desc').execute()
      for (const { seq, type } of events)
        for (const { to, job } of reactions)
          if (to === type) await job.run({ ...desk.platform, attempt: 1 }, { seq })
    },
  }
}
