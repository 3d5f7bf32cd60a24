import { transact } from '../../../platform/db/transaction.ts'
import { putBytes, recordFile } from '../../../platform/files/files.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import { queueReading } from '../jobs/queue.ts'
import { insertRawMail, knownDeliveries } from '../queries/arrivals.ts'
import { deliveryKey } from '../rules/delivery-key.ts'

/** One copy of a mail for each mailbox or team it is meant for. */
export interface Delivery {
  readonly mailboxId: number | null
  /** What tells this copy from the others: `mailbox:3` or `team:5`. */
  readonly target: string
  readonly recipients: readonly string[]
}

export interface ArrivedMail {
  readonly bytes: Buffer
  readonly arrivedBy: 'smtp' | 'imap' | 'import'
  readonly deliveries: readonly Delivery[]
  /** The envelope's sender: empty for a bounce, null where there was no envelope. */
  readonly mailFrom: string | null
  readonly peer?: string
  /** How that server called itself. */
  readonly helo?: string
  readonly imapUid?: number
  readonly uidValidity?: number
  /** When it reached us, for mail that was kept elsewhere before; now when left out. */
  readonly receivedAt?: Date
  /** When a worker is to read it, for mail that whoever stores it reads at once; now when left out. */
  readonly readAt?: Date
  /** The import that brings it, and reads it at once and in its order. */
  readonly importId?: number
}

const actor = systemActor('email')

/**
 * Step 1, fetch: puts a mail on record. When this returns, its bytes, its row and its job are on disk, so
 * only now may it be acknowledged to whoever delivered it. A second delivery of the same mail adds nothing.
 * @returns the ids of the rows that are new
 * @throws when disk or database do not answer: then the mail must be refused for now
 */
export const keepRawMail = async (platform: Platform, mail: ArrivedMail): Promise<number[]> => {
  const keyed = mail.deliveries.map((delivery) => ({
    ...delivery,
    deliveryKey: deliveryKey(delivery.target, mail.bytes),
  }))
  const known = await knownDeliveries(
    platform.db,
    keyed.map((each) => each.deliveryKey),
  )
  const fresh = keyed.filter((each) => !known.has(each.deliveryKey.toString('hex')))
  if (fresh.length === 0) return []
  const stored = await putBytes(platform.files, mail.bytes)
  return transact(platform.db, actor, async (tx) => {
    await recordFile(tx, actor, stored, { name: 'mail.eml', mediaType: 'message/rfc822', linked: true })
    const ids: number[] = []
    for (const each of fresh) {
      const id = await insertRawMail(tx, {
        ...each,
        fileKey: stored.key,
        sha256: stored.sha256,
        size: stored.size,
        arrivedBy: mail.arrivedBy,
        mailFrom: mail.mailFrom,
        peer: mail.peer ?? null,
        helo: mail.helo ?? null,
        imapUid: mail.imapUid ?? null,
        uidValidity: mail.uidValidity ?? null,
        ...(mail.receivedAt && { receivedAt: mail.receivedAt }),
        ...(mail.importId !== undefined && { importId: mail.importId }),
      })
      if (id !== null) ids.push(id)
    }
    if (mail.importId === undefined) for (const id of ids) await queueReading(tx, id, mail.readAt)
    return ids
  })
}
