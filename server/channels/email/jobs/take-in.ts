import type { Platform } from '../../../platform/platform.ts'
import { deliveriesTo } from '../actions/find-recipient.ts'
import { keepRawMail } from '../actions/keep-raw-mail.ts'
import { Unreadable } from '../mime/reader.ts'
import { placesOf } from '../queries/arrivals.ts'
import { unqueueReading } from './queue.ts'
import { receive } from './receive.ts'

export interface MailFromElsewhere {
  readonly bytes: Buffer
  readonly recipients: readonly string[]
  /** The envelope's sender. */
  readonly mailFrom: string
  /** When it reached whoever kept it. */
  readonly receivedAt: Date
}

/** A busy machine may need more than one try; after that it stays in line for the worker. */
const TRIES = 3

const isRead = async (platform: Platform, id: number): Promise<boolean> => {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    try {
      await receive(platform, id)
      return true
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      if (error.isFinal) return false
    }
  }
  return false
}

/**
 * Takes in a mail that was kept elsewhere, by the same steps as any other mail, and reads it at once instead of
 * leaving that to the worker. What breaks here stays on record and in line, and the worker judges it.
 * @returns the case and message of each copy; nothing for a mail that is on record already or belongs on no case
 */
export const takeInMail = async (platform: Platform, { bytes, recipients, ...mail }: MailFromElsewhere) => {
  const deliveries = await deliveriesTo(platform, recipients)
  const ids = await keepRawMail(platform, { ...mail, bytes, arrivedBy: 'import', deliveries })
  for (const id of ids) {
    if (await isRead(platform, id)) await unqueueReading(platform.db, id)
  }
  return ids.length === 0 ? [] : placesOf(platform.db, ids)
}
