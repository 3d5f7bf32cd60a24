import { z } from 'zod'
import { defineJob } from '../../../platform/jobs/job.ts'
import { receive, setAside } from '../actions/receive.ts'

/** Tries before a mail that breaks its reading is set aside for a person to look at. */
const TRIES = 3

const field = (error: Error, name: 'code' | 'syscall'): string =>
  name in error ? String(error[name as keyof typeof error]) : ''

/** The database or the disk is away: nothing is wrong with the mail. */
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOSPC|EMFILE)/.test(field(error, 'code')) ||
    field(error, 'syscall') === 'connect' ||
    /Connection terminated|timeout exceeded when trying to connect|connection error/.test(error.message))

/** Reads and places one stored mail. A mail that cannot be read delays no other. */
export const receiveJob = defineJob({
  name: 'email.receive',
  schema: z.strictObject({ rawMailId: z.number().int() }),
  attempts: 25,
  run: async (context, { rawMailId }) => {
    try {
      await receive(context, rawMailId)
    } catch (error) {
      if (context.attempt < TRIES || isOutage(error)) throw error
      const words = error instanceof Error ? error.message : String(error)
      await setAside(context, rawMailId, 'quarantined', words.slice(0, 500))
    }
  },
})
