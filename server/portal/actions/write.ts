import type { ReceivedContact } from '../../cases/index.ts'
import { type Received, receiveContact } from '../../cases/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { caseForCustomer } from '../queries/cases.ts'
import { customerOf } from '../queries/conversation.ts'

export interface Written {
  readonly caseId: number
  readonly text: string
  readonly files: ReceivedContact['attachments']
  /** Made with the form: pressed twice, it is one message. */
  readonly once: string
}

/**
 * Puts what the customer wrote on their page on their case, as any channel would.
 * @throws platform.not-found, also for a case that is only shared with them
 */
export const write = async (
  tx: Tx,
  actor: CustomerActor,
  { caseId, text, files, once }: Written,
): Promise<Received> => {
  const found = await caseForCustomer(tx, actor, caseId)
  if (!found.isOwn) throw platformErrors.notFound()
  const customer = await customerOf(tx, actor)
  return receiveContact(tx, actor, {
    ...{ caseId, teamId: found.teamId, customerId: actor.customerId, organisationId: found.organisationId },
    ...{ channel: 'form', source: 'portal', externalId: `${actor.customerId}:${caseId}:${once}` },
    ...{ need: found.need, subject: '', sentAt: new Date() },
    message: {
      ...{ text, quoted: '', signature: '', html: null },
      ...{ kind: 'message', authorName: customer.name },
    },
    attachments: files,
    cc: [],
  })
}
