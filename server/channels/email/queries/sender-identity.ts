import { allTeams } from '../../../people/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { sendingMailbox } from './mailboxes.ts'

/** As whom we write: a mailbox, or a bare address of the team that only the relay can send for. */
export interface Identity {
  readonly mailboxId: number | null
  readonly address: string
}

/** Null when nothing can send for this team: the reply is kept and says so. */
export const identityFor = async (
  tx: Tx,
  { SMTP_RELAY }: Config,
  teamId: number,
  receivedBy: number | null,
): Promise<Identity | null> => {
  const hasRelay = SMTP_RELAY !== undefined
  const mailbox = await sendingMailbox(tx, { teamId, receivedBy, hasRelay })
  if (mailbox) return { mailboxId: mailbox.id, address: mailbox.address }
  const team = (await allTeams(tx)).find(({ id }) => id === teamId)
  const address = team?.addresses[0]
  return hasRelay && address ? { mailboxId: null, address } : null
}
