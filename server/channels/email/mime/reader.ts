import { guardedThreads, type Limits, Unreadable } from './guarded-threads.ts'
import type { Mail } from './mail.ts'

export { Unreadable }

const threads = guardedThreads<Uint8Array, Mail>('mail.worker', {
  milliseconds: 30_000,
  processorMilliseconds: 2_000,
  megabytes: 256,
})

/**
 * Reads a mail in a thread of its own, which is ended when it takes too long or too much memory: no mail can
 * hold up the process or the next mail.
 * @throws Unreadable in words for the person who looks at kept mails
 */
export const readMail = (bytes: Uint8Array, limits?: Limits): Promise<Mail> => threads.run(bytes, limits)

/** Ends the threads that wait for the next mail. */
export const stopReaders = (): Promise<void> => threads.stop()
