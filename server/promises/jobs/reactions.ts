import { caseAnnouncements } from '../../cases/contract.ts'
import { transact } from '../../platform/db/transaction.ts'
import { systemActor } from '../../platform/identity/actor.ts'
import { on, type Reaction } from '../../platform/journal/reactions.ts'
import { askTaker } from '../actions/follow-owner.ts'
import { followRegrouping } from '../actions/follow-regrouping.ts'
import { noticeInMessage } from '../actions/notice-promises.ts'
import { unsayPromises } from '../actions/unsay-promises.ts'

const actor = systemActor('promises')

const readReply = on(caseAnnouncements.messageOut, 'promises.read-reply', async ({ db }, event) => {
  const { id, kind } = event.actor
  if (kind !== 'staff' || id === null) return
  await transact(db, actor, (tx) => noticeInMessage(tx, event.attributes.messageId, id))
})

const takeBack = on(caseAnnouncements.messageTakenBack, 'promises.take-back', async ({ db }, event) => {
  const { caseId } = event
  if (caseId !== null)
    await transact(db, actor, (tx) => unsayPromises(tx, caseId, event.attributes.messageId))
})

const askOwner = on(caseAnnouncements.taken, 'promises.ask-owner', async ({ db }, event) => {
  const { caseId } = event
  if (caseId !== null) await transact(db, actor, (tx) => askTaker(tx, caseId, event.attributes))
})

/** Both cases of a regrouping hear of it; the first one to come does the work for both. */
const following = (announcement: typeof caseAnnouncements.merged, name: string): Reaction =>
  on(announcement, name, async ({ db }, event) => {
    const { caseId, attributes } = event
    if (caseId !== null)
      await transact(db, actor, (tx) => followRegrouping(tx, [caseId, attributes.otherCaseId]))
  })

const putBack = on(caseAnnouncements.regroupingUndone, 'promises.put-back', async ({ db }, event) => {
  const { caseId } = event
  if (caseId !== null) await transact(db, actor, (tx) => followRegrouping(tx, [caseId]))
})

export const reactions: readonly Reaction[] = [
  readReply,
  takeBack,
  askOwner,
  following(caseAnnouncements.merged, 'promises.follow-merge'),
  following(caseAnnouncements.split, 'promises.follow-split'),
  following(caseAnnouncements.moved, 'promises.follow-move'),
  putBack,
]
