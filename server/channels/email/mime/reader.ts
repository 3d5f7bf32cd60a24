import { guardedThreads, type Limits, Unreadable } from './guarded-threads.ts'
import type { Mail } from './mail.ts'

export { Unreadable }

const patient: Limits = { milliseconds: 30_000, processorMilliseconds: 2_000, megabytes: 256 }
// Several times what the slowest mail of people needs.
const brief: Limits = { ...patient, milliseconds: 5_000, processorMilliseconds: 1_000 }

const threads = guardedThreads<Uint8Array, Mail>('mail.worker', patient)

/**
 * Reads a mail in a thread of its own, which is ended when it takes too long or too much memory: no mail can
 * hold up the process or the next mail.
 * @throws Unreadable in words for the person who looks at kept mails
 */
export const readMail = (bytes: Uint8Array, limits?: Limits): Promise<Mail> => threads.run(bytes, limits)

/**
 * The same for mail that was not read briefly: it takes the processor from nobody.
 * @throws Unreadable
 */
export const readSlowly = (bytes: Uint8Array): Promise<Mail> =>
  threads.run(bytes, { ...patient, milliseconds: 120_000, isIdle: true })

/**
 * The same where other mail waits behind this one: gives up early what the patient way may still read.
 * @throws Unreadable
 */
export const readBriefly = (bytes: Uint8Array): Promise<Mail> => threads.run(bytes, brief)

/** Ends the threads that wait for the next mail. */
export const stopReaders = (): Promise<void> => threads.stop()
