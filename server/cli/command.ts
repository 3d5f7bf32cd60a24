import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
import type { z } from 'zod'
import { Fault } from '../platform/faults.ts'

/** One command of `regard`: how it is written and what it does. */
export type Command = {
  /** What follows the name, for its own help. */
  usage: string
  /** Throws a Fault for what the operator can mend. */
  run(words: string[]): Promise<void>
}

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads `--name value` and plain words; throws `usage` with what is wrong. */
export function readWords<T extends Options>(words: string[], options: T) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true, strict: true })
  } catch (error) {
    throw new Fault('usage', (error as Error).message)
  }
}

/** The value of an option that must be there. */
export function needed(value: string | undefined, name: string): string {
  if (value) return value
  throw new Fault('usage', `--${name} is missing.`)
}

/** What was given, in the shape the desk takes; throws `usage` naming each field that does not fit. */
export function checked<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`)
  throw new Fault('usage', faults.join('; '))
}
