import { allTeams } from '../../../people/index.ts'
import type { Config } from '../../../platform/config/config.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { mailboxes } from '../queries/mailboxes.ts'

/** As whom we write: a mailbox, or a bare address of the team that only the relay can send for. */
export interface Identity {
  readonly mailboxId: number | null
  readonly address: string
}

/**
 * The mailbox that a reply comes from: the one that received the mail, else the first of the team, in each
 * case one that can send; else an address of the team when a relay is set. Null when nothing can send: the
 * reply is kept and says so.
 */
export const chooseIdentity = async (
  db: Database,
  config: Config,
  { teamId, receivedBy }: { teamId: number; receivedBy: number | null },
): Promise<Identity | null> => {
  const hasRelay = config.SMTP_RELAY !== undefined
  const usable = (await mailboxes(db)).filter(
    ({ switchedOffAt, smtp }) => switchedOffAt === null && (smtp !== null || hasRelay),
  )
  const mailbox = usable.find(({ id }) => id === receivedBy) ?? usable.find((each) => each.teamId === teamId)
  if (mailbox) return { mailboxId: mailbox.id, address: mailbox.address }
  const team = (await allTeams(db)).find(({ id }) => id === teamId)
  const address = team?.addresses[0]
  return hasRelay && address ? { mailboxId: null, address } : null
}
