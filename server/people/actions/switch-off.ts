import type { Tx } from '../../platform/db/transaction.ts'
import { voidLinks } from '../../platform/identity/links.ts'
import { revokeSessions } from '../../platform/identity/sessions.ts'
import { peopleErrors } from '../contract.ts'
import { endTurnsOf } from '../queries/duty.ts'
import { type StaffRow, setSwitchedOff } from '../queries/staff.ts'
import { teamsLedBy } from '../queries/teams.ts'
import { revokeTokensOf } from '../queries/tokens.ts'

/** Throws its room's refusal while something still rests on this person, e.g. an open case they own. */
export type SwitchOffCheck = (tx: Tx, staffId: number) => Promise<void>

const checks = new Set<SwitchOffCheck>()

/**
 * Rooms on floors above say here, once, in their `room.ts`, what must be handed over before somebody leaves. It is
 * asked in the transaction that switches off, with the person locked: nobody gives them work meanwhile, provided
 * that work is given after `staffExists` or `dutyLeadOf` of this room, in one transaction.
 */
export const beforeSwitchOff = (check: SwitchOffCheck): void => {
  checks.add(check)
}

/**
 * Ends somebody's access at once: sessions, tokens and waiting links.
 * @throws people.still-on-duty, and what the checks of other rooms throw
 */
export const switchOff = async (tx: Tx, staff: StaffRow): Promise<void> => {
  if ((await teamsLedBy(tx, staff.id)).length > 0) throw peopleErrors.stillOnDuty()
  for (const check of checks) await check(tx, staff.id)
  await setSwitchedOff(tx, staff, true)
  await endTurnsOf(tx, staff.id)
  await revokeSessions(tx, { accountId: staff.accountId, except: null })
  await revokeTokensOf(tx, staff.accountId)
  await voidLinks(tx, 'invitation', staff.accountId)
  await voidLinks(tx, 'reset', staff.accountId)
}
