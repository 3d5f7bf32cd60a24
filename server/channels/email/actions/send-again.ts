import { lockCase } from '../../../cases/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { emailErrors } from '../contract.ts'
import { setSender } from '../queries/mail-headers.ts'
import { lockEnded, requeueOutgoing } from '../queries/outbox-lines.ts'
import { recipientsOf } from '../queries/recipients.ts'
import { identityFor } from '../queries/sender-identity.ts'
import { isMissed } from '../rules/recipients.ts'
import { replyAddress } from '../rules/token.ts'
import { settleOutgoing } from './settle-outgoing.ts'

/**
 * Sends a reply once more to those whom it did not reach, and to those of whom nobody knows when that is accepted:
 * under the same Message-ID, with five days of patience from now. Nobody else gets it again.
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
  const to = await recipientsOf(tx, outgoing.id)
  const again = to.filter((one) => isMissed(one) || (evenIfArrived && one.state === 'uncertain'))
  if (again.length === 0)
    throw to.some(({ state }) => state === 'uncertain')
      ? emailErrors.mayHaveArrived()
      : emailErrors.notToSendAgain()
  // Written when nobody could send for the team: perhaps somebody can by now.
  const identity = outgoing.envelopeFrom === '' ? await identityFor(tx, config, row.team_id, null) : null
  if (identity) {
    const { address, mailboxId } = identity
    await setSender(tx, messageId, { mailboxId, address, replyTo: replyAddress(seal, row.number, address) })
  }
  await requeueOutgoing(tx, outgoing.id, identity)
  const ends = again.map(({ address }) => ({ address, state: 'queued', reason: null, reply: null }) as const)
  await settleOutgoing(tx, { id: outgoing.id, messageId, caseId }, ends, { nextTryAt: new Date() })
}
