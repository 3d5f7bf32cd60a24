import type { z } from 'zod'

/** One thing an event is about, with the part it plays (OCEL 2.0 event-to-object relation). */
export interface EventObject {
  readonly type: string
  readonly id: number
  readonly qualifier?: string
}

/** A kind of event: the closed, typed list per room that architecture.md section 3 asks for. */
export interface Announcement<A extends z.ZodType = z.ZodType> {
  /** `room.event`, e.g. `cases.message-received`. */
  readonly type: string
  readonly attributes: A
}

/** Declares one kind of event with the schema of its attributes. */
export const defineAnnouncement = <A extends z.ZodType>(type: string, attributes: A): Announcement<A> => ({
  type,
  attributes,
})
