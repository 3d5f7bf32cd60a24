import { teamOfAddress } from '../../../people/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { mailboxAt } from '../queries/mailboxes.ts'
import { readReplyAddress } from '../rules/token.ts'

/** Who receives at an address of ours. */
export interface Recipient {
  readonly mailboxId: number | null
  readonly teamId: number
  /** `mailbox:3` or `team:5`. */
  readonly target: string
}

/** The mailbox or team that owns an address, also a reply address with our token; null for a stranger's. */
export const findRecipient = async (db: Database, seal: Seal, address: string): Promise<Recipient | null> => {
  const plain = readReplyAddress(seal, address)?.address ?? address.toLowerCase()
  const mailbox = await mailboxAt(db, plain)
  if (mailbox) return { mailboxId: mailbox.id, teamId: mailbox.teamId, target: `mailbox:${mailbox.id}` }
  const teamId = await teamOfAddress(db, plain)
  return teamId === undefined ? null : { mailboxId: null, teamId, target: `team:${teamId}` }
}
