import { readFileSync, readlinkSync } from 'node:fs'

/** The system's name for the thread that asks (Linux), for {@link threadMilliseconds}; null elsewhere. */
export const threadName = (): string | null => {
  try {
    return readlinkSync('/proc/thread-self')
  } catch {
    return null
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
