import { type SpawnOptionsWithoutStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'

/** What the program said when it did not end well. */
export class ProgramFailed extends Error {
  readonly stderr: string

  constructor(stderr: string) {
    super('a program ended badly')
    this.stderr = stderr
  }
}

/**
 * Runs a program to its end in a process group of its own: Ctrl-C reaches Regard, which lets it end first.
 * (`execFile` silently ignores `detached`.)
 * @throws ProgramFailed when it ends with anything but 0; the fault of the system when it cannot be started
 */
export async function runInOwnGroup(
  program: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio,
): Promise<void> {
  const child = spawn(program, args, { ...options, stdio: ['ignore', 'ignore', 'pipe'], detached: true })
  const said = text(child.stderr)
  const [code, signal] = await once(child, 'close')
  if (code !== 0) throw new ProgramFailed((await said) || `ended by ${String(signal ?? code)}`)
}
