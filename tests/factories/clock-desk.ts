import { type Reply, writeReply } from '../../server/cases/index.ts'
import { routes as caseRoutes } from '../../server/cases/routes.ts'
import { reckonClocks } from '../../server/clocks/actions/reckon-clocks.ts'
import type { Kind, Targets } from '../../server/clocks/contract.ts'
import { clocksOf, type StoredClock } from '../../server/clocks/queries/clocks.ts'
import { clocks as room } from '../../server/clocks/room.ts'
import { transact } from '../../server/platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../server/platform/identity/actor.ts'
import { type CaseDesk, createCaseDesk } from './case-desk.ts'

/** A desk whose clocks are set when the test says so. */
export interface ClockDesk extends CaseDesk {
  /** The policy for everybody; what is not named has no target. */
  aim(targets: Partial<Targets>): Promise<void>
  reply(caseId: number, nextState?: Reply['nextState'], by?: StaffActor): Promise<number>
  reckon(caseId: number, now?: Date): Promise<void>
  clocks(caseId: number, kind?: Kind): Promise<StoredClock[]>
  /** Runs every reaction of the clocks to what the journal holds, newest first: order must not matter. */
  reactToAll(): Promise<void>
}

const none: Targets = { firstResponse: null, nextResponse: null, firstResolution: null, fullResolution: null }

export const createClockDesk = async (): Promise<ClockDesk> => {
  const desk = await createCaseDesk([...caseRoutes, ...room.routes])
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
    reckon: (caseId, now = new Date()) => transact(db, test, (tx) => reckonClocks(tx, caseId, now)),
    clocks: async (caseId, kind) =>
      (await clocksOf(db, caseId)).filter((clock) => kind === undefined || clock.kind === kind),
    reactToAll: async () => {
      const events = await db.selectFrom('journal').select(['seq', 'type']).orderBy('seq', 'desc').execute()
      for (const { seq, type } of events)
        for (const { to, job } of room.reactions)
          if (to === type) await job.run({ ...desk.platform, attempt: 1 }, { seq })
    },
  }
}
