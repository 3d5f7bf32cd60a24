/** A second signal this long after the first is a person who does not want to wait. */
const IMPATIENT_MS = 1_000

/**
 * Resolves at the first SIGINT, SIGTERM or SIGHUP. One Ctrl-C may arrive more than once (from the terminal and
 * from the program that started us): repeats are only heard after a second, and then end the process at once.
 */
export function untilStopped(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first = 0
    const heard = (signal: NodeJS.Signals) => {
      if (first && Date.now() - first > IMPATIENT_MS) process.exit(130)
      first ||= Date.now()
      resolve(signal)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, heard)
  })
}
