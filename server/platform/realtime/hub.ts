import type { Logger } from 'pino'
import type { Database } from '../db/pool.ts'
import type { StaffActor } from '../identity/actor.ts'
import { eventsAfter, type JournalPosition, journalHead, type PlacedEvent } from '../journal/queries.ts'
import type { LiveStream } from './stream.ts'

const BATCH = 500
const BEAT_MS = 15_000
// Events of a transaction that ends after a younger one become readable without a NOTIFY of their own.
const POLL_MS = 1_000

/** Decides for one batch of events who may hear which: one query for the batch, none per stream. */
export type Audience = (
  db: Database,
  events: readonly { caseId: number | null }[],
) => Promise<(actor: StaffActor, caseId: number | null) => boolean>

/** The actor behind a stream as of now; null when its session is gone. */
export type Recheck = (actor: StaffActor) => Promise<StaffActor | null>

export interface HubOptions {
  readonly db: Database
  readonly logger: Logger
  readonly audience: Audience
  readonly recheck: Recheck
}

/** All live streams of this process and the one reader of the journal that feeds them. */
export class Hub {
  readonly #options: HubOptions
  readonly #streams = new Set<LiveStream>()
  #position: JournalPosition | null = null
  #reading: Promise<void> | null = null
  #again = false
  readonly #timers: NodeJS.Timeout[]

  constructor(options: HubOptions) {
    this.#options = options
    this.#timers = [setInterval(() => this.#beat(), BEAT_MS), setInterval(() => this.wake(), POLL_MS)]
  }

  get size(): number {
    return this.#streams.size
  }

  /**
   * Adds a stream and brings it up to date from `since`; tells it to fetch anew when too much was missed. When
   * the past cannot be read, the stream is closed, so that its browser comes back instead of waiting for ever.
   */
  async join(stream: LiveStream, since: JournalPosition | null): Promise<void> {
    try {
      await this.#replay(stream, since)
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'could not bring a live stream up to date; it will come back')
      stream.close()
      this.leave(stream)
    }
  }

  async #replay(stream: LiveStream, since: JournalPosition | null): Promise<void> {
    // Where the reader of this process begins lies before the replay, so that nothing falls between them.
    const head = await journalHead(this.#options.db)
    // Who left in the meantime has told us so already, and would stay here for ever.
    if (!stream.isOpen) return
    this.#position ??= head
    this.#streams.add(stream)
    // Rights that ended while it came would otherwise be noticed by nobody.
    await this.#recheck(stream)
    if (!stream.isOpen) return
    const past = since ? await eventsAfter(this.#options.db, since, BATCH) : []
    if (past.length === BATCH) stream.send('resync', {})
    const hears = await this.#options.audience(this.#options.db, past)
    stream.replayed(past.length === BATCH ? [] : past.filter((event) => hears(stream.actor, event.caseId)))
  }

  leave(stream: LiveStream): void {
    this.#streams.delete(stream)
  }

  /** Something was announced: read on, one reading at a time. */
  wake(): void {
    if (this.#streams.size === 0) {
      this.#position = null
      return
    }
    this.#again = true
    this.#reading ??= this.#readOn().finally(() => {
      this.#reading = null
    })
  }

  async #readOn(): Promise<void> {
    while (this.#again) {
      this.#again = false
      try {
        if (this.#position === null) return
        const events = await eventsAfter(this.#options.db, this.#position, BATCH)
        await this.#fanOut(events)
        this.#position = events.at(-1)?.position ?? this.#position
        if (events.length === BATCH) this.#again = true
      } catch (error) {
        this.#options.logger.warn({ err: error }, 'could not read the journal; will try again')
      }
    }
  }

  async #fanOut(events: readonly PlacedEvent[]): Promise<void> {
    if (events.length === 0) return
    const hears = await this.#options.audience(this.#options.db, events)
    for (const stream of this.#streams) {
      for (const event of events) if (hears(stream.actor, event.caseId)) stream.tell(event)
    }
  }

  /** Somebody's rights changed: every stream whose person sees other things than before is closed. */
  async recheck(): Promise<void> {
    for (const stream of [...this.#streams]) await this.#recheck(stream)
  }

  async #recheck(stream: LiveStream): Promise<void> {
    const now = await this.#options.recheck(stream.actor).catch(() => stream.actor)
    if (now && JSON.stringify(now) === JSON.stringify(stream.actor)) return
    if (!now) stream.send('signed-out', {})
    stream.close()
    this.leave(stream)
  }

  /** Tells streams of something that is in no journal, e.g. who is looking at a case. */
  async tellAll(name: string, data: unknown, caseId: number): Promise<void> {
    if (this.#streams.size === 0) return
    try {
      const hears = await this.#options.audience(this.#options.db, [{ caseId }])
      for (const stream of this.#streams) if (hears(stream.actor, caseId)) stream.send(name, data)
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'could not tell the live streams; the next news will be told')
    }
  }

  #beat(): void {
    for (const stream of this.#streams) stream.beat()
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    for (const stream of this.#streams) stream.close()
    this.#streams.clear()
    await this.#reading
  }
}
