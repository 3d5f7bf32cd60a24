import type { z } from 'zod'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { keptMailSchema } from '../contract.ts'
import { queueReading, queueSlowReading } from '../jobs/queue.ts'
import { releaseKeptMail, releaseQuarantined } from '../queries/kept-mails.ts'
import { holdForHelp } from './hold-for-help.ts'
import { showKeptMail } from './kept-mails.ts'

/**
 * Puts a kept mail back in line, for example after an upgrade that reads it better.
 * @throws platform.not-found; email.not-quarantined when it found its place meanwhile
 */
export const retryKeptMail = async (tx: Tx, rawMailId: number): Promise<z.input<typeof keptMailSchema>> => {
  await holdForHelp(tx, rawMailId)
  const released = await releaseKeptMail(tx, rawMailId)
  await queueReading(tx, rawMailId)
  return showKeptMail(released)
}

/** More of them wait for another click, or for the next upgrade. */
const AT_ONCE = 1_000

/** Puts all mails that need help back in line. @returns how many */
export const retryAllKept = async (tx: Tx): Promise<{ count: number }> => {
  const ids = await releaseQuarantined(tx, { notJudgedBy: null, limit: AT_ONCE })
  // Many at once, and some of them broke their reader before: today's mail does not wait for them.
  for (const id of ids) await queueSlowReading(tx, id)
  return { count: ids.length }
}
