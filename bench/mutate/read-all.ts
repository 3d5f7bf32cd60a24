import { performance } from 'node:perf_hooks'
import { readMail, Unreadable } from '../../server/channels/email/index.ts'

/** What came of reading many mails in the guarded thread. */
export interface Reading {
  mails: number
  read: number
  /** The parser said no, in words. */
  refused: number
  /** The thread was ended: too much time or memory. */
  cut: number
  /** Seeds of mails at which anything else happened, and what. */
  readonly failed: { seed: number; what: string }[]
  /** The most processor time of the whole process for one mail, in ms, and its seed. */
  slowest: { seed: number; ms: number }
  /** The largest the process was, and after which mail. */
  largest: { seed: number; rssMb: number }
}

export const newReading = (): Reading => ({
  mails: 0,
  read: 0,
  refused: 0,
  cut: 0,
  failed: [],
  slowest: { seed: 0, ms: 0 },
  largest: { seed: 0, rssMb: 0 },
})

const isUnicode = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Reads one mail and counts what came of it. */
export const readOne = async (reading: Reading, seed: number, mail: Buffer): Promise<void> => {
  const copy = Buffer.from(mail)
  const before = process.cpuUsage()
  const begun = performance.now()
  try {
    const { subject, text, quoted, html } = await readMail(mail)
    reading.read += 1
    if (![subject, text, quoted, html ?? ''].every(isUnicode))
      reading.failed.push({ seed, what: 'bad Unicode' })
  } catch (error) {
    if (!(error instanceof Unreadable)) reading.failed.push({ seed, what: String(error) })
    else if (error.message.startsWith('It could not be read')) reading.refused += 1
    else reading.cut += 1
  }
  const { user, system } = process.cpuUsage(before)
  // What the collector of memory does beside it is not the mail's: a mail is never longer at work than the clock.
  const ms = Math.min((user + system) / 1_000, performance.now() - begun)
  if (ms > reading.slowest.ms) reading.slowest = { seed, ms: Math.round(ms) }
  if (!mail.equals(copy)) reading.failed.push({ seed, what: 'the bytes were changed' })
  reading.mails += 1
  const rssMb = Math.round(process.memoryUsage().rss / 1_048_576)
  if (rssMb > reading.largest.rssMb) reading.largest = { seed, rssMb }
}
