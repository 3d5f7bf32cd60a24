import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../lib/gate.ts'

/** Runs a tool of node_modules, showing what it prints and keeping it. Stop signals reach it. */
export const runTeeing = (
  name: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ exitCode: number; output: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(join(projectRoot, 'node_modules/.bin', name), args, {
      cwd: projectRoot,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      process.stdout.write(text)
    })
    const pass = (signal: NodeJS.Signals) => child.kill(signal)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, pass)
    child.once('error', reject)
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, pass)
      resolve({ exitCode: code ?? 1, output })
    })
  })
