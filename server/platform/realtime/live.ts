import type { Logger } from 'pino'
import { z } from 'zod'
import { definePermission, everyStaff } from '../contract/permission.ts'
import { type Route, staffRoute } from '../http/route.ts'
import type { ActorCache } from '../identity/authenticate.ts'
import { journalHead } from '../journal/queries.ts'
import type { Hub } from './hub.ts'
import { listen } from './listener.ts'
import { LiveStream, parsePosition, positionText } from './stream.ts'

export const mayListen = definePermission('live.read', everyStaff, 'See changes as they happen.')

const presenceSchema = z.object({
  staffId: z.number(),
  name: z.string(),
  caseId: z.number(),
  doing: z.string(),
})

/** `GET /live`: one stream per browser, resumed by `Last-Event-ID` (WHATWG server-sent events). */
export const liveRoute = (hub: Hub): Route =>
  staffRoute({
    method: 'GET',
    path: '/live',
    permission: mayListen,
    summary: 'Changes as they happen, as server-sent events',
    reply: z.null(),
    raw: true,
    handle: async ({ db, actor, request, reply }) => {
      const header = request.headers['last-event-id']
      const since = parsePosition(typeof header === 'string' ? header : '')
      const head = await journalHead(db)
      reply.hijack()
      for (const [name, value] of Object.entries(reply.getHeaders()))
        if (value !== undefined) reply.raw.setHeader(name, value)
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      const stream = new LiveStream(reply.raw, actor, since ?? head)
      request.raw.on('close', () => hub.leave(stream))
      stream.send('hello', {}, positionText(since ?? head))
      await hub.join(stream, since ?? head)
      return null
    },
  })

export interface FollowOptions {
  readonly url: string
  readonly hub: Hub
  readonly cache: ActorCache
  readonly logger: Logger
}

/** Connects a web process to the database's notifications: news, changed rights, presence. */
export const followDatabase = ({ url, hub, cache, logger }: FollowOptions): (() => Promise<void>) =>
  listen({
    url,
    logger,
    channels: ['regard_journal', 'regard_rights', 'regard_presence'],
    onConnected: () => {
      cache.forget()
      hub.recheck()
      hub.wake()
    },
    onNotification: (channel, payload) => {
      if (channel === 'regard_journal') hub.wake()
      if (channel === 'regard_rights') {
        cache.forget()
        hub.recheck()
      }
      if (channel === 'regard_presence') tellPresence(hub, payload)
    },
  })

// Anyone who may connect to the database may notify: what is not ours is not heard.
const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const tellPresence = (hub: Hub, payload: string): void => {
  const presence = presenceSchema.safeParse(jsonOf(payload))
  if (presence.success) hub.tellAll('presence', presence.data, presence.data.caseId)
}
