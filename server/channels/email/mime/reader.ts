import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { installRoot, isBuilt } from '../../../platform/places.ts'
import type { Mail } from './mail.ts'
import { threadMilliseconds } from './thread-time.ts'

/** A mail that the parser could not read; the words go to the screen of kept mails. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  /** The parser has judged: reading it again would end the same way. */
  readonly isFinal: boolean

  constructor(words: string, isFinal = false) {
    super(words)
    this.isFinal = isFinal
  }
}

export interface Limits {
  /** Longest time for one mail, on a machine however busy. */
  readonly milliseconds: number
  /** Most processor time for one mail, where the system tells (Linux). */
  readonly processorMilliseconds: number
  /** Most memory for what the parser builds, beside the mail's own bytes. */
  readonly megabytes: number
}

const USUAL: Limits = { milliseconds: 30_000, processorMilliseconds: 2_000, megabytes: 256 }
const IDLE_KEPT = 2
const LOOK_MS = 50

const idle: Worker[] = []

// The bundle has the thread's program beside it; from the sources it is TypeScript and needs its loader.
const startProgram = ({ megabytes }: Limits): Worker => {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes }
  if (isBuilt) return new Worker(new URL('./mail.worker.js', import.meta.url), { resourceLimits })
  const loader = pathToFileURL(join(installRoot, 'node_modules/tsx/dist/esm/api/index.mjs'))
  const program = new URL('./mail.worker.ts', import.meta.url)
  const start = `import('${loader}').then((tsx) => { tsx.register(); return import('${program}') })`
  return new Worker(start, { eval: true, resourceLimits })
}

const startWorker = (limits: Limits): Worker =>
  // A thread that breaks while it is being ended has nobody else to hear it.
  startProgram(limits).on('error', () => undefined)

type Answer = { begun: string | null } | { mail: Mail } | { fault: string }
type End = Exclude<Answer, { begun: string | null }>

/** Calls `over` once the thread has used more than `most` milliseconds of processor from now on. */
const watchProcessor = (thread: string | null, most: number, over: () => void): NodeJS.Timeout => {
  const before = threadMilliseconds(thread)
  return setInterval(() => {
    const now = threadMilliseconds(thread)
    if (before !== null && now !== null && now - before > most) over()
  }, LOOK_MS)
}

const ask = (worker: Worker, bytes: Uint8Array, limits: Limits): Promise<End> =>
  new Promise((resolve, reject) => {
    let watch: NodeJS.Timeout | undefined
    const end = (act: () => void): void => {
      clearTimeout(timer)
      clearInterval(watch)
      worker.off('message', answered).off('error', broken).off('exit', ended)
      act()
    }
    const refuse = (words: string, isFinal = false): void => end(() => reject(new Unreadable(words, isFinal)))
    const tooLong = (milliseconds: number): string => `It took longer than ${milliseconds / 1000} seconds.`
    const answered = (answer: Answer): void => {
      const most = limits.processorMilliseconds
      if ('begun' in answer) watch = watchProcessor(answer.begun, most, () => refuse(tooLong(most), true))
      else end(() => resolve(answer))
    }
    const broken = (error: Error): void => refuse(`The reader broke: ${error.message}`)
    const ended = (): void => refuse('The reader ended without an answer.')
    const timer = setTimeout(() => refuse(tooLong(limits.milliseconds)), limits.milliseconds)
    worker.on('message', answered).on('error', broken).on('exit', ended)
    worker.postMessage(bytes)
  })

/**
 * Reads a mail in a thread of its own, which is ended when it takes too long or too much memory: no mail can
 * hold up the process or the next mail.
 * @throws Unreadable in words for the person who looks at kept mails
 */
export const readMail = async (bytes: Uint8Array, limits: Limits = USUAL): Promise<Mail> => {
  const worker = (limits === USUAL && idle.pop()) || startWorker(limits)
  worker.ref()
  let answer: End
  try {
    answer = await ask(worker, bytes, limits)
  } catch (error) {
    await worker.terminate()
    throw error
  }
  if (limits === USUAL && idle.length < IDLE_KEPT) {
    worker.unref()
    idle.push(worker)
  } else await worker.terminate()
  if ('fault' in answer) throw new Unreadable(`It could not be read: ${answer.fault}`, true)
  return answer.mail
}

/** Ends the threads that wait for the next mail. */
export const stopReaders = async (): Promise<void> => {
  await Promise.all(idle.splice(0).map((worker) => worker.terminate()))
}
