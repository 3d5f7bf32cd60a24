import type { Announcement } from './contract/announcement.ts'
import type { Page } from './http/page.ts'
import type { Route } from './http/route.ts'
import type { Job } from './jobs/job.ts'
import type { Reaction } from './journal/reactions.ts'
import type { Platform } from './platform.ts'

/** Something a room keeps running as long as the process does, e.g. the mail listener. */
export interface Service {
  readonly name: string
  /** In which process it runs. */
  readonly where: 'web' | 'worker'
  /** Starts it; the returned function stops it and waits until it has stopped. */
  start(platform: Platform): Promise<() => Promise<void>>
}

/** A number that the operator should watch; anything above nothing wants a look. */
export interface Sign {
  /** As Prometheus wants it: `regard_silent_mailboxes`. */
  readonly name: string
  readonly help: string
  read(platform: Platform): Promise<number>
}

/** A room's manifest, read only by app.ts, worker.ts and the gates. */
export interface Room {
  readonly name: string
  /** Rooms whose door and contract this one may import; the graph has no loop. */
  readonly needs: readonly string[]
  readonly routes: readonly Route[]
  /** Pages for customers. */
  readonly pages?: readonly Page[]
  readonly jobs: readonly Job[]
  readonly reactions: readonly Reaction[]
  readonly announcements: readonly Announcement[]
  readonly services: readonly Service[]
  readonly signs?: readonly Sign[]
}

export const defineRoom = (room: Room): Room => room
