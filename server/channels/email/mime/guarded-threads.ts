import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { installRoot, isBuilt } from '../../../platform/places.ts'
import { makeIdle, threadMilliseconds } from './thread-time.ts'

/** What no thread could read to its end; the words go to the screen of kept mails. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly by: 'refusal' | 'limit' | 'break'

  /** @param by the reader refused it, it took too long, or it broke the reader, which may have other causes */
  constructor(words: string, by: 'refusal' | 'limit' | 'break' = 'break') {
    super(words)
    this.by = by
  }

  /** The task itself is to blame: trying it again would end the same way. */
  get isFinal(): boolean {
    return this.by !== 'break'
  }
}

export interface Limits {
  /** Longest time for one task from its begin, on a machine however busy. */
  readonly milliseconds: number
  /** Most processor time for one task, where the system tells (Linux). */
  readonly processorMilliseconds: number
  /** Most memory for what the thread builds, beside the task's own bytes. */
  readonly megabytes: number
  /** Gives way to whatever else wants the processor, in a thread of its own (Linux). */
  readonly isIdle?: boolean
}

/** What a thread of ours says: that it has begun and how the system calls it, then how it ended. */
export type Answer<Result> = { begun: string | null } | { result: Result } | { fault: string }
type End<Result> = Exclude<Answer<Result>, { begun: string | null }>

const IDLE_KEPT = 2
const LOOK_MS = 50
// A new thread loads its program first, which on a busy machine takes long and is not the task's fault.
const START_MS = 30_000

// The bundle has the thread's program beside it; from the sources it is TypeScript and needs its loader.
const startProgram = (name: string, { megabytes }: Limits): Worker => {
  const resourceLimits = { maxOldGenerationSizeMb: megabytes }
  if (isBuilt) return new Worker(new URL(`./${name}.js`, import.meta.url), { resourceLimits })
  const loader = pathToFileURL(join(installRoot, 'node_modules/tsx/dist/esm/api/index.mjs'))
  const program = new URL(`./${name}.ts`, import.meta.url)
  const start = `import('${loader}').then((tsx) => { tsx.register(); return import('${program}') })`
  return new Worker(start, { eval: true, resourceLimits })
}

/** Calls `over` once the thread has used more than `most` milliseconds of processor from now on. */
const watchProcessor = (thread: string | null, most: number, over: () => void): NodeJS.Timeout => {
  const before = threadMilliseconds(thread)
  return setInterval(() => {
    const now = threadMilliseconds(thread)
    if (before !== null && now !== null && now - before > most) over()
  }, LOOK_MS)
}

const ask = <Result>(worker: Worker, task: unknown, limits: Limits): Promise<End<Result>> =>
  new Promise((resolve, reject) => {
    let watch: NodeJS.Timeout | undefined
    const end = (act: () => void): void => {
      clearTimeout(timer)
      clearInterval(watch)
      worker.off('message', answered).off('error', broken).off('exit', ended)
      act()
    }
    const refuse = (words: string, by?: 'limit'): void => end(() => reject(new Unreadable(words, by)))
    const tooLong = (milliseconds: number): string => `It took longer than ${milliseconds / 1000} seconds.`
    const endAfter = (ms: number): NodeJS.Timeout => setTimeout(() => refuse(tooLong(ms)), ms)
    const limit = (thread: string | null): void => {
      if (limits.isIdle) makeIdle(thread)
      const most = limits.processorMilliseconds
      watch = watchProcessor(thread, most, () => refuse(tooLong(most), 'limit'))
      clearTimeout(timer)
      timer = endAfter(limits.milliseconds)
    }
    const answered = (answer: Answer<Result>): void => {
      if ('begun' in answer) limit(answer.begun)
      else end(() => resolve(answer))
    }
    const broken = (error: Error): void => refuse(`The reader broke: ${error.message}`)
    const ended = (): void => refuse('The reader ended without an answer.')
    let timer = endAfter(START_MS)
    worker.on('message', answered).on('error', broken).on('exit', ended)
    worker.postMessage(task)
  })

/**
 * Threads for tasks that strangers shape: one that takes too long or too much memory is ended, so that no task
 * can hold up the process or the next task.
 * @param name of the program beside this file, e.g. `mail.worker`
 */
export const guardedThreads = <Task, Result>(name: string, usual: Limits) => {
  const idle: Worker[] = []
  const start = (limits: Limits): Worker => {
    const worker = startProgram(name, limits)
    worker.once('exit', () => {
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1)
    })
    // A thread that breaks while it is being ended has nobody else to hear it.
    return worker.on('error', () => undefined)
  }
  const rest = (worker: Worker): void => {
    worker.unref()
    idle.push(worker)
  }
  return {
    /** @throws Unreadable */
    run: async (task: Task, limits: Limits = usual): Promise<Result> => {
      const isUsual = limits.megabytes === usual.megabytes && !limits.isIdle
      const worker = (isUsual && idle.pop()) || start(limits)
      worker.ref()
      let end: End<Result>
      try {
        end = await ask<Result>(worker, task, limits)
      } catch (error) {
        await worker.terminate()
        // Its successor loads now, so that the next task need not wait for it.
        if (isUsual && idle.length < IDLE_KEPT) rest(start(usual))
        throw error
      }
      if (isUsual && idle.length < IDLE_KEPT) rest(worker)
      else await worker.terminate()
      if ('fault' in end) throw new Unreadable(`It could not be read: ${end.fault}`, 'refusal')
      return end.result
    },
    /** Ends the threads that wait for the next task. */
    stop: async (): Promise<void> => {
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()))
    },
  }
}
