import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { z } from 'zod'
import { bundling } from '../tools/launch/server-parts.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const readySchema = z.object({ port: z.number() })
const usageSchema = z.object({ cpuMs: z.number(), rssMb: z.number() })

/** A server in a process of its own, so that its processor time is its own. */
export interface Child {
  readonly port: number
  /** Processor time since its start, in ms, and its memory, in MB. */
  usage(): Promise<{ cpuMs: number; rssMb: number }>
  stop(): Promise<void>
}

/** Starts a file of this folder; it says where it listens and answers questions about its use. */
export const startChild = async (file: string, environment: Record<string, string>): Promise<Child> => {
  const child = fork(await bundled(file), { env: environment })
  const ask = async (question: string): Promise<unknown> => {
    const answer = once(child, 'message')
    child.send(question)
    return (await answer)[0]
  }
  const [ready] = await Promise.race([once(child, 'message'), diedFirst(child)])
  return {
    port: readySchema.parse(ready).port,
    usage: async () => usageSchema.parse(await ask('usage')),
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** As `npm start` runs it: what runs TypeScript as it stands wraps every function, and that costs time. */
const bundled = async (file: string): Promise<string> => {
  const outdir = join(root, '.stamp', 'bench')
  await build({
    entryPoints: [join(root, 'bench', file)],
    outdir,
    outExtension: { '.js': '.mjs' },
    ...bundling,
  })
  return join(outdir, file.replace(/\.ts$/, '.mjs'))
}

const diedFirst = async (child: ReturnType<typeof fork>): Promise<never> => {
  const [code] = await once(child, 'exit')
  throw new Error(`a measured server ended with ${String(code)} before it listened`)
}

/** The other side: tells the parent where this process listens, and its use whenever it asks. */
export const answerParent = (port: number): void => {
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send?.({ cpuMs: (user + system) / 1000, rssMb: process.memoryUsage().rss / 1_048_576 })
  })
  process.send?.({ port })
}
