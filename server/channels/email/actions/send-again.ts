import { lockCase, setDelivery } from '../../../cases/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { emailErrors } from '../contract.ts'
import { queueSending } from '../jobs/queue.ts'
import { setSender } from '../queries/mail-headers.ts'
import { lockEnded, requeueOutgoing } from '../queries/outbox.ts'
import { identityFor } from '../queries/sender-identity.ts'
import { replyAddress } from '../rules/token.ts'

/**
 * Sends a reply once more that was not delivered, or of which nobody knows whether it was: under the same
 * Message-ID, with five days of patience from now.
 * @param evenIfArrived whether the person accepts that the customer may get it twice
 * @throws platform.not-found, email.not-to-send-again, email.may-have-arrived
 */
export const sendAgain = async (
  { tx, actor, config, seal }: { tx: Tx; actor: StaffActor; config: Config; seal: Seal },
  { caseId, messageId, evenIfArrived }: { caseId: number; messageId: number; evenIfArrived: boolean },
): Promise<void> => {
  const row = await lockCase(tx, actor, caseId)
  const outgoing = await lockEnded(tx, caseId, messageId)
  if (!outgoing) throw platformErrors.notFound()
  if (outgoing.state !== 'failed' && outgoing.state !== 'uncertain') throw emailErrors.notToSendAgain()
  if (outgoing.state === 'uncertain' && !evenIfArrived) throw emailErrors.mayHaveArrived()
  // Written when nobody could send for the team: perhaps somebody can by now.
  const identity = outgoing.envelopeFrom === '' ? await identityFor(tx, config, row.team_id, null) : null
  if (identity) {
    const { address, mailboxId } = identity
    await setSender(tx, messageId, { mailboxId, address, replyTo: replyAddress(seal, row.number, address) })
  }
  await requeueOutgoing(tx, outgoing.id, identity)
  await setDelivery(tx, messageId, 'queued', null)
  await queueSending(tx, outgoing.id, new Date())
}
