import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { caseAnnouncements, caseErrors, type Fact, type newFactSchema } from '../contract.ts'
import { lockCase, refuseMerged } from '../queries/case-row.ts'
import { insertFact, wordsThere } from '../queries/fact-changes.ts'
import { factById } from '../queries/facts.ts'

type NewFact = z.output<typeof newFactSchema>

/**
 * Writes down what the customer told us, with where they said it.
 * @throws platform.not-found, cases.already-merged, cases.not-said-there, platform.invalid for two sources
 */
export const keepFact = async (tx: Tx, actor: StaffActor, caseId: number, fact: NewFact): Promise<Fact> => {
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  await checkSource(tx, caseId, fact)
  const { slot, text, messageId, contactId, quote } = fact
  const factId = await insertFact(tx, actor.staffId, { caseId, slot, text, messageId, contactId, quote })
  await announce(tx, caseAnnouncements.factAdded, {
    actor,
    caseId,
    objects: [
      { type: 'case', id: caseId },
      { type: 'fact', id: factId },
      ...(messageId === undefined ? [] : [{ type: 'message', id: messageId, qualifier: 'said_in' }]),
      ...(contactId === undefined ? [] : [{ type: 'contact', id: contactId, qualifier: 'said_in' }]),
    ],
    attributes: { factId, slot },
  })
  return factById(tx, factId)
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const checkSource = async (
  tx: Tx,
  caseId: number,
  { messageId, contactId, quote }: NewFact,
): Promise<void> => {
  if (messageId === undefined && contactId === undefined) {
    if (quote === '') return
    throw caseErrors.notSaidThere()
  }
  if (messageId !== undefined && contactId !== undefined)
    throw platformErrors.invalid({
      fields: [{ path: 'contactId', message: 'say either message or contact' }],
    })
  const words = await wordsThere(tx, caseId, { messageId, contactId })
  if (words === null) throw platformErrors.notFound()
  if (!oneLine(words).includes(oneLine(quote))) throw caseErrors.notSaidThere()
}
