import type { z } from 'zod'
import { checkFields, customerExists } from '../../customers/index.ts'
import { findTeam } from '../../people/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, type newCaseSchema } from '../contract.ts'
import { addStaff } from '../queries/case-staff.ts'
import { openCase } from '../queries/open-case.ts'
import { addContact, type LoggedContact, lockAlive, loggedBefore } from './log-contact.ts'

type NewCase = z.output<typeof newCaseSchema>

/**
 * Opens a case for a need that came by a contact outside the desk's own channels. The duty lead of the team is
 * accountable until somebody takes it; whoever wrote it down can follow it.
 * @returns the contact and its case; those of before when the contact's external id is known
 * @throws platform.invalid for an unknown team or customer, customers.unknown-field
 */
export const openByHand = async (tx: Tx, actor: StaffActor, input: NewCase): Promise<LoggedContact> => {
  const known = await loggedBefore(tx, actor, input.contact)
  if (known) return known
  await checkInput(tx, input)
  const { channel } = input.contact
  const row = await openCase(tx, { ...input, organisationId: null, channel, tags: [...new Set(input.tags)] })
  // Another system that reports what happened follows nothing.
  if (actor.tokenId === null) await addStaff(tx, row.id, [actor.staffId], 'follower')
  const others = await lockAlive(tx, actor, input.contact.alsoConcerns)
  const contactId = await addContact(tx, actor, row, others, input.contact)
  await announce(tx, caseAnnouncements.received, {
    actor,
    caseId: row.id,
    time: new Date(input.contact.startedAt),
    objects: [
      { type: 'case', id: row.id },
      { type: 'contact', id: contactId },
      ...(input.customerId === null ? [] : [{ type: 'customer', id: input.customerId }]),
    ],
    attributes: { contactId, channel },
  })
  return { contactId, caseId: row.id }
}

const checkInput = async (tx: Tx, { teamId, customerId, fields }: NewCase): Promise<void> => {
  const wrong: { path: string; message: string }[] = []
  if (!(await findTeam(tx, teamId))) wrong.push({ path: 'teamId', message: 'is no team of this desk' })
  if (customerId !== null && !(await customerExists(tx, customerId)))
    wrong.push({ path: 'customerId', message: 'is no customer we know' })
  if (wrong.length > 0) throw platformErrors.invalid({ fields: wrong })
  if (fields) await checkFields(tx, 'case', fields)
}
