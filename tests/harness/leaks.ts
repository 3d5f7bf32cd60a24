import { createHook } from 'node:async_hooks'
import { openFiles } from './open-files.ts'

/** What is watched, with the words for it; everything else comes and goes with the runtime. */
const KINDS: Record<string, string> = {
  Timeout: 'a timer',
  WORKER: 'a worker',
  TCPSERVERWRAP: 'a listening server',
  PIPESERVERWRAP: 'a listening server',
  TCPWRAP: 'a network connection',
  PIPEWRAP: 'a socket or pipe',
  PROCESSWRAP: 'a child process',
  FSEVENTWRAP: 'a file watcher',
  STATWATCHER: 'a file watcher',
}

const GRACE_MS = 500
const RUNNER = /node_modules\/(@?vitest|tinypool|birpc|vite)\b/

type Opened = { kind: string; from: string; resource: { hasRef?: () => boolean } }

/** Everything opened by tests or by our code since this module was loaded and not closed since. */
const open = new Map<number, Opened>()

createHook({
  init(id, type, _trigger, resource) {
    const kind = KINDS[type]
    const from = kind ? origin(type) : undefined
    if (kind && from) open.set(id, { kind, from, resource })
  },
  destroy(id) {
    open.delete(id)
  },
}).enable()

/** What is open at this moment: hand it to `findLeaks` later. */
export function rememberResources(): { ids: Set<number>; files: Set<string> } {
  return { ids: new Set(open.keys()), files: openFiles() }
}

/** One sentence for each thing opened since `before` and still open after a short grace. */
export async function findLeaks(before: ReturnType<typeof rememberResources>): Promise<string[]> {
  const end = Date.now() + GRACE_MS
  for (;;) {
    const leaks = compare(before)
    if (leaks.length === 0 || Date.now() > end) return leaks
    await new Promise((resolve) => setTimeout(resolve, 20).unref())
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** A timer that does not keep the process alive is no leak. */
function compare(before: ReturnType<typeof rememberResources>): string[] {
  const things = [...open].filter(
    ([id, { resource }]) => !before.ids.has(id) && resource.hasRef?.() !== false,
  )
  const files = [...openFiles()].filter((file) => !before.files.has(file))
  return [
    ...things.map(([, { kind, from }]) => `${kind}, opened at ${from}`),
    ...files.map((f) => `the file ${f}`),
  ]
}

/**
 * The first place outside Node and this file; undefined when the test runner itself opened it. Sockets are
 * often opened later, without a trace of who asked; timers without a trace belong to Node.
 */
function origin(type: string): string | undefined {
  const frames = new Error().stack?.split('\n').slice(1) ?? []
  const frame = frames.find((line) => !line.includes('node:') && !line.includes('/harness/leaks.ts'))
  if (!frame) return type === 'Timeout' ? undefined : 'a place unknown'
  if (RUNNER.test(frame)) return undefined
  return frame.replace(/^\s*at (async )?/, '').replace(`${process.cwd()}/`, '')
}
