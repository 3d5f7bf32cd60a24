import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The folder of the project, wherever the command was given. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** A failure that was foreseen: the sentence is all that is shown. */
export class LaunchFault extends Error {
  constructor(exitCode, message) {
    super(message)
    this.exitCode = exitCode
  }
}

export const say = (text) => process.stderr.write(`${text}\n`)

/**
 * Runs a program with our input and output; stop signals reach it, also when only we got them.
 * @returns {Promise<number>} its exit code; 128 + the signal's number when a signal ended it
 */
export function runProgram(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    const pass = (signal) => child.kill(signal)
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const name of signals) process.off(name, pass)
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0))
    })
  })
}

/** Runs a tool of node_modules by the name of its program. */
export const runTool = (name, args, options) => runProgram(`${root}/node_modules/.bin/${name}`, args, options)
