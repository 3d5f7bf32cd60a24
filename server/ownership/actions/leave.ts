import type { z } from 'zod'
import { unsafeUnfinishedCount } from '../../cases/index.ts'
import { absenceAt, findStaff, refuseLeaving, staffExists, switchOffColleague } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { type Actor, type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Leaving, type newLeavingSchema, ownershipAnnouncements, ownershipErrors } from '../contract.ts'
import { queueLookAfter } from '../jobs/queue.ts'
import { endLeaving, findLeaving, isLeaving, setLeaving } from '../queries/leavings.ts'

/**
 * Somebody leaves: what they own is offered to a named person, and when nothing is left they are switched off.
 * Until then they own it, and are given nothing new. Whoever names themselves takes responsibility at once.
 * @throws platform.not-found, platform.invalid; people.last-admin, people.still-on-duty; ownership.not-here, away
 */
export const beginLeaving = async (
  tx: Tx,
  actor: StaffActor,
  staffId: number,
  { receiverId }: z.output<typeof newLeavingSchema>,
): Promise<void> => {
  const person = await refuseLeaving(tx, staffId)
  if (person.switchedOffAt !== null) throw platformErrors.notFound()
  if (receiverId === staffId)
    throw platformErrors.invalid({ fields: [{ path: 'receiverId', message: 'must be somebody else' }] })
  if (!(await findStaff(tx, receiverId))) throw platformErrors.notFound()
  if (!(await staffExists(tx, receiverId)) || (await isLeaving(tx, receiverId)))
    throw ownershipErrors.notHere()
  if (await absenceAt(tx, receiverId, new Date())) throw ownershipErrors.away()
  await setLeaving(tx, { staffId, receiverId, begunBy: actor.staffId })
  await announce(tx, ownershipAnnouncements.leavingBegun, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { receiverId, cases: await unsafeUnfinishedCount(tx, staffId) },
  })
  await queueLookAfter(tx)
}

/** They stay after all: what was offered stays offered, and they are not switched off. @throws platform.not-found */
export const stay = async (tx: Tx, actor: StaffActor, staffId: number): Promise<void> => {
  if (!(await endLeaving(tx, staffId))) throw platformErrors.notFound()
  await announceEnd(tx, actor, staffId, false)
}

/** Switches somebody off who leaves, as soon as they own nothing unfinished. @returns whether they are off now */
export const finishLeaving = async (tx: Tx, staffId: number): Promise<boolean> => {
  if (!(await findLeaving(tx, staffId)) || (await unsafeUnfinishedCount(tx, staffId)) > 0) return false
  const system = systemActor('ownership')
  await switchOffColleague(tx, system, staffId)
  await endLeaving(tx, staffId)
  await announceEnd(tx, system, staffId, true)
  return true
}

const announceEnd = (tx: Tx, actor: Actor, staffId: number, switchedOff: boolean): Promise<number> =>
  announce(tx, ownershipAnnouncements.leavingEnded, {
    actor,
    objects: [{ type: 'staff', id: staffId }],
    attributes: { switchedOff },
  })

/** Somebody's way out as it stands; null when they are not leaving. */
export const showLeaving = async (
  tx: Parameters<typeof findLeaving>[0],
  staffId: number,
): Promise<Leaving | null> => {
  const row = await findLeaving(tx, staffId)
  if (!row) return null
  return {
    staffId,
    receiver: { id: row.receiverId, name: row.receiverName },
    begunAt: row.begunAt.toISOString(),
    left: await unsafeUnfinishedCount(tx, staffId),
  }
}
