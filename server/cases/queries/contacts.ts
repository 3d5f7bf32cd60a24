import type { Tx } from '../../platform/db/transaction.ts'
import type { Channel } from '../contract.ts'

/** One exchange as it is written down. */
export interface ContactRow {
  readonly caseId: number
  readonly customerId: number | null
  readonly channel: Channel
  readonly direction: 'in' | 'out'
  readonly subject: string
  readonly summary?: string
  readonly startedAt: Date
  readonly endedAt?: Date | null
  readonly source: string
  readonly externalId?: string
  readonly enteredBy?: number
}

export const insertContact = async (tx: Tx, contact: ContactRow): Promise<number> => {
  const { id } = await tx
    .insertInto('contacts')
    .values({
      case_id: contact.caseId,
      customer_id: contact.customerId,
      channel: contact.channel,
      direction: contact.direction,
      subject: contact.subject,
      summary: contact.summary ?? '',
      started_at: contact.startedAt,
      ended_at: contact.endedAt ?? null,
      source: contact.source,
      external_id: contact.externalId ?? null,
      entered_by: contact.enteredBy ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
