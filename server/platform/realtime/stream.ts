import type { ServerResponse } from 'node:http'
import type { StaffActor } from '../identity/actor.ts'
import type { JournalPosition, PlacedEvent } from '../journal/queries.ts'

// A reader that is this far behind is cut; it comes back and resumes from the journal.
const MAX_BUFFERED_BYTES = 1_000_000

const POSITION = /^(\d{1,20})-(\d{1,16})$/

export const positionText = ({ xid, seq }: JournalPosition): string => `${xid}-${seq}`

/** Reads a `Last-Event-ID`; null when it is none of ours. */
export const parsePosition = (text: string): JournalPosition | null => {
  const [, xid, seq] = POSITION.exec(text) ?? []
  return xid === undefined || seq === undefined ? null : { xid, seq: Number(seq) }
}

export const isAfter = (a: JournalPosition, b: JournalPosition): boolean => {
  const [x, y] = [BigInt(a.xid), BigInt(b.xid)]
  return x === y ? a.seq > b.seq : x > y
}

/** One open live stream of one browser. */
export class LiveStream {
  readonly actor: StaffActor
  readonly #response: ServerResponse
  #position: JournalPosition
  /** Events that arrive while the past is still being replayed; null afterwards. */
  #waiting: PlacedEvent[] | null = []

  constructor(response: ServerResponse, actor: StaffActor, position: JournalPosition) {
    this.#response = response
    this.actor = actor
    this.#position = position
  }

  /** False when it was closed, or its reader has gone. */
  get isOpen(): boolean {
    return !this.#response.writableEnded && !this.#response.destroyed
  }

  /** Sends one event of the server-sent-events format; data is one line of JSON. */
  send(name: string, data: unknown, id?: string): void {
    this.#put(`${id ? `id: ${id}\n` : ''}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  // After the end nothing may be written: the error would reach nobody and end the process. A reader that does
  // not read would never see an orderly end either.
  #put(text: string): void {
    if (!this.isOpen) return
    if (this.#response.writableLength > MAX_BUFFERED_BYTES) this.#response.destroy()
    else this.#response.write(text)
  }

  /** Tells of one change, once and in order: what is not after the last one sent is left out. */
  tell(event: PlacedEvent): void {
    if (this.#waiting) {
      this.#waiting.push(event)
      return
    }
    this.#write(event)
  }

  /** The replay is done: what came in meanwhile follows, without repeating any of it. */
  replayed(past: readonly PlacedEvent[]): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const event of [...past, ...waiting]) this.#write(event)
  }

  #write(event: PlacedEvent): void {
    if (!isAfter(event.position, this.#position)) return
    this.#position = event.position
    this.send(
      'change',
      { type: event.type, caseId: event.caseId, objects: event.objects },
      positionText(event.position),
    )
  }

  beat(): void {
    this.#put(': still here\n\n')
  }

  close(): void {
    this.#response.end()
  }
}
