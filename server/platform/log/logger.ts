import pino, { type Logger } from 'pino'

/** Names of fields whose values never reach a log, wherever they stand in what is logged. */
const SECRET = /pass(word)?|secret|token|cookie|authorization|code|credential|key$/i
const DEPTH = 6

const redact = (value: unknown, depth: number): unknown => {
  if (depth === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => redact(item, depth - 1))
  if (value instanceof Error || value instanceof Date || Buffer.isBuffer(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      SECRET.test(name) ? '[kept out of the log]' : redact(inner, depth - 1),
    ]),
  )
}

/** What is worth knowing of an error: never its query parameters, which hold people's words. */
const describeError = (error: unknown): unknown => {
  if (!(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : undefined
  return { type: error.name, message: error.message, code, stack: error.stack }
}

/** One JSON line per event on standard error; line breaks in values are escaped, so no line can be forged. */
export const createLogger = (level: string): Logger =>
  pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => redact(fields, DEPTH) as Record<string, unknown> },
      serializers: { err: describeError },
    },
    pino.destination({ fd: 2, sync: true }),
  )
