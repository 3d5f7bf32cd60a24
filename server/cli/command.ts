import type { ParseArgsConfig } from 'node:util'
import { parseArgs } from 'node:util'
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
