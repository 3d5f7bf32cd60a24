import type { Tx } from '../../platform/db/transaction.ts'
import { setAccountEmail } from '../../platform/identity/accounts.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { voidLinks } from '../../platform/identity/links.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { announce } from '../../platform/journal/announce.ts'
import { peopleAnnouncements, peopleErrors } from '../contract.ts'
import { type StaffRow, setStaffEmail } from '../queries/staff.ts'

/**
 * Gives somebody another address to sign in with. Whoever held the old mailbox gets in no more: waiting links end,
 * and so does every session but the one that does this. Both addresses are told.
 * @throws people.email-taken
 */
export const changeEmail = async (
  tx: Tx,
  actor: StaffActor,
  { id, accountId, email: before }: StaffRow,
  email: string,
): Promise<void> => {
  if (email === before) return
  if (!(await setAccountEmail(tx, accountId, email))) throw peopleErrors.emailTaken()
  await setStaffEmail(tx, id, email)
  await revokeSessions(tx, { accountId, except: id === actor.staffId ? actor.sessionId : null })
  await voidLinks(tx, 'invitation', accountId)
  await voidLinks(tx, 'reset', accountId)
  await announce(tx, peopleAnnouncements.emailChanged, {
    actor,
    objects: [{ type: 'staff', id }],
    attributes: { before, after: email },
  })
}
