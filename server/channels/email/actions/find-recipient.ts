import { defaultTeam, teamOfAddress } from '../../../people/index.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { Platform } from '../../../platform/platform.ts'
import { mailboxAt, mailboxById } from '../queries/mailboxes.ts'
import { readReplyAddress } from '../rules/token.ts'
import type { Delivery } from './keep-raw-mail.ts'

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

/** One delivery for each mailbox or team among the recipients; strangers' addresses are left out. */
export const deliveriesTo = async (
  { db, seal }: Platform,
  addresses: readonly string[],
): Promise<Delivery[]> => {
  const byTarget = new Map<string, { mailboxId: number | null; recipients: string[] }>()
  for (const address of addresses) {
    const found = await findRecipient(db, seal, address)
    if (!found) continue
    const delivery = byTarget.get(found.target) ?? { mailboxId: found.mailboxId, recipients: [] }
    delivery.recipients.push(address.toLowerCase())
    byTarget.set(found.target, delivery)
  }
  return [...byTarget].map(([target, delivery]) => ({ target, ...delivery }))
}

/** The team a stored mail is for: of its mailbox, else of an address it was sent to, else the first team. */
export const teamFor = async (
  db: Database,
  seal: Seal,
  { mailboxId, recipients }: { mailboxId: number | null; recipients: readonly string[] },
): Promise<number> => {
  const mailbox = mailboxId === null ? undefined : await mailboxById(db, mailboxId)
  if (mailbox) return mailbox.teamId
  for (const address of recipients) {
    const recipient = await findRecipient(db, seal, address)
    if (recipient) return recipient.teamId
  }
  const team = await defaultTeam(db)
  if (team === undefined) throw new Error('there is no team yet')
  return team
}
