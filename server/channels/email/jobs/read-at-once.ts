import type { Platform } from '../../../platform/platform.ts'
import { receiveJob } from './receive.ts'

// As many as there are threads that stay ready for the next mail.
const AT_A_TIME = 2
const MOST_IN_LINE = 64

/**
 * Reads mails in the process that has just stored them, instead of sending each through the queue and back. Its job
 * lies in the queue all the same, a little later, for the case that this process dies or the reading fails.
 */
export class ReadAtOnce {
  readonly #platform: Platform
  readonly #line: number[] = []
  readonly #readers = new Set<Promise<void>>()

  constructor(platform: Platform) {
    this.#platform = platform
  }

  /** False when more is coming in than can be read here: then the queue spreads it over all workers. */
  get hasRoom(): boolean {
    return this.#line.length < MOST_IN_LINE
  }

  add(rawMailIds: readonly number[]): void {
    this.#line.push(...rawMailIds)
    while (this.#line.length > 0 && this.#readers.size < AT_A_TIME) {
      const reader: Promise<void> = this.#readAll().finally(() => this.#readers.delete(reader))
      this.#readers.add(reader)
    }
  }

  /** Begins no other mail; resolves when those begun are read. The rest is in the queue. */
  async stop(): Promise<void> {
    this.#line.length = 0
    await Promise.all(this.#readers)
  }

  async #readAll(): Promise<void> {
    for (let id = this.#line.shift(); id !== undefined; id = this.#line.shift()) {
      try {
        await receiveJob.run({ ...this.#platform, attempt: 1 }, { rawMailId: id })
      } catch (error) {
        this.#platform.logger.warn({ err: error, rawMailId: id }, 'a mail was not read at once; its job will')
      }
    }
  }
}
