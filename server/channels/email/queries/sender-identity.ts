import { allTeams } from '../../../people/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { NameStyle } from '../rules/from-name.ts'
import { sendingMailbox } from './mailboxes.ts'
import { nameStyleOf } from './sending-identities.ts'

/** As whom we write: a mailbox, or a bare address of the team that only the relay can send for. */
export interface Identity {
  readonly mailboxId: number | null
  readonly address: string
  readonly nameStyle: NameStyle
  /** Whether its replies quote what they answer, where their writer does not choose. */
  readonly quotes: boolean
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
  if (mailbox) {
    const { id: mailboxId, address, quotes } = mailbox
    return { mailboxId, address, quotes, nameStyle: await nameStyleOf(tx, mailboxId) }
  }
  const team = (await allTeams(tx)).find(({ id }) => id === teamId)
  const address = team?.addresses[0]
  return hasRelay && address ? { mailboxId: null, address, quotes: true, nameStyle: 'person-at' } : null
}
