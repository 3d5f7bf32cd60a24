import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Gate, GateOptions } from './gate.ts'

/** One line of the check: a name and the gate behind it. */
export interface Line {
  readonly name: string
  readonly gate: Gate
}

/** What came of a line; no complaints means green. */
export interface Outcome {
  readonly name: string
  readonly complaints: readonly string[]
  readonly milliseconds: number
}

/**
 * A gate that runs a program from node_modules and complains with what it printed when it does not end with 0.
 * With `fix`, `fixArguments` (when there are any) are run first.
 */
export const program =
  (name: string, args: readonly string[], fixArguments?: readonly string[]): Gate =>
  async ({ root, fix }) => {
    if (fix && fixArguments) await run(root, name, fixArguments)
    const { code, output } = await run(root, name, args)
    if (code === 0) return []
    const lines = output.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('npm warn'))
    return lines.length > 0 ? lines : [`${name} ended with ${code} and said nothing`]
  }

/**
 * Runs the lanes side by side and the lines of a lane one after the other; tells each outcome as it comes.
 * A gate that throws is red: a broken check must never look like a clean one.
 */
export const runLanes = async (
  lanes: readonly (readonly Line[])[],
  options: GateOptions,
  tell: (outcome: Outcome) => void,
): Promise<Outcome[]> => {
  const outcomes = await Promise.all(
    lanes.map(async (lane) => {
      const results: Outcome[] = []
      for (const line of lane) {
        const outcome = await runLine(line, options)
        tell(outcome)
        results.push(outcome)
      }
      return results
    }),
  )
  return outcomes.flat()
}

const runLine = async ({ name, gate }: Line, options: GateOptions): Promise<Outcome> => {
  const begun = performance.now()
  const complaints = await gate(options).catch((error: unknown) => [
    `could not be checked: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  ])
  return { name, complaints, milliseconds: Math.round(performance.now() - begun) }
}

const run = (
  root: string,
  name: string,
  args: readonly string[],
): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    const child = spawn(join(root, 'node_modules', '.bin', name), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ code: -1, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? -1, output }))
  })
