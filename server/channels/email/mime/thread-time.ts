import { readFileSync, readlinkSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** The system's name for the thread that asks (Linux), for {@link threadMilliseconds}; null elsewhere. */
export const threadName = (): string | null => {
  try {
    return readlinkSync('/proc/thread-self')
  } catch {
    return null
  }
}

/** Gives a thread of this process little of a processor that others want too; it cannot be taken back. */
export const makeIdle = (thread: string | null): void => {
  const id = Number(thread?.split('/').at(-1))
  if (!Number.isInteger(id) || id <= 0) return
  try {
    setPriority(id, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // The thread has ended, or this system does not know threads: then it runs as all do.
  }
}

/**
 * Processor time that a thread of this process has used, in milliseconds: what others do on the machine meanwhile
 * does not count. Null when the thread is gone or the system does not tell.
 */
export const threadMilliseconds = (thread: string | null): number | null => {
  if (thread === null) return null
  try {
    return Number(readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ')[0]) / 1e6
  } catch {
    return null
  }
}
