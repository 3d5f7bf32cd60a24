import { ConfigError } from '../config/config.ts'
import { Refusal } from '../contract/errors.ts'
import { exitCodes, Fault } from '../faults.ts'

/** What the operator reads when something fails at start, and the exit code that goes with it. */
export function explain(error: unknown): { text: string; exitCode: number } {
  const known = asFault(error)
  if (known) return { text: known.message, exitCode: known.exitCode }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { text: `Something unexpected happened:\n${text}`, exitCode: exitCodes.unexpected }
}

function asFault(error: unknown): Fault | undefined {
  if (error instanceof Fault) return error
  if (error instanceof ConfigError) return new Fault('badConfiguration', error.message)
  if (error instanceof Refusal) return new Fault('refused', wordsOf(error))
  const { code, port, address, path } = (error ?? {}) as Record<string, unknown>
  if (code === 'EADDRINUSE') {
    return new Fault('portInUse', portSentence(`Port ${port} is in use by another program`))
  }
  if (code === 'EACCES' && port) {
    return new Fault('portInUse', portSentence(`This user may not listen on port ${port}`))
  }
  if (code === 'EADDRNOTAVAIL') {
    return new Fault(
      'portInUse',
      `This machine has no address ${address}. Correct HOST or SMTP_HOST, then start again.`,
    )
  }
  if (code === 'ENOSPC')
    return new Fault(
      'diskFull',
      `The disk is full${path ? ` (writing ${path})` : ''}. Make room, then start again.`,
    )
  return undefined
}

function portSentence(what: string): string {
  return `${what}. Nothing was changed. Stop that program, or set PORT (for mail SMTP_PORT) to another number.`
}

/** What was refused, and of which fields. */
function wordsOf({ message, extra }: Refusal): string {
  const fields = Array.isArray(extra.fields) ? extra.fields : []
  return [message, ...fields.map(({ path, message: words }) => `${path} ${words}`)].join('\n  ')
}
