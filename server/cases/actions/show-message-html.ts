import type { Database } from '../../platform/db/pool.ts'
import type { FileStore } from '../../platform/files/store.ts'
import { sanitiseWithPictures } from '../../platform/html/sanitise.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { messageHtmlFor } from '../queries/files.ts'

// Pictures inside the page need no cookie, which a sandboxed frame would not send.
const MOST_BYTES = 8 * 1024 * 1024
const PICTURE = /^image\/(png|jpeg|gif|webp)$/

export interface MessagePage {
  readonly html: string
  /** True when pictures from elsewhere were left out. */
  readonly leftOut: boolean
}

/**
 * The HTML view of a message as a page of its own: sanitised again, its own pictures put in, others only when
 * the reader asked for them.
 * @throws platform.not-found
 */
export const showMessageHtml = async (
  { db, files }: { db: Database; files: FileStore },
  actor: StaffActor,
  place: { caseId: number; messageId: number },
  showsRemote: boolean,
): Promise<MessagePage> => {
  const { html, pictures } = await messageHtmlFor(db, actor, place.caseId, place.messageId)
  const own = await readPictures(files, html, pictures)
  let leftOut = false
  const body = sanitiseWithPictures(html, (src) => {
    if (/^cid:/i.test(src)) return own.get(contentIdOf(src.slice(4))) ?? null
    if (/^data:/i.test(src)) return src
    leftOut ||= !showsRemote
    return showsRemote ? src.replace(/^http:/i, 'https:') : null
  })
  return { html: page(body), leftOut }
}

/** As a picture names it, and as the part's header writes it (RFC 2392). */
const contentIdOf = (text: string): string => {
  const bare = text.trim().replace(/^<|>$/g, '')
  try {
    return decodeURIComponent(bare).toLowerCase()
  } catch {
    return bare.toLowerCase()
  }
}

type Pictures = Awaited<ReturnType<typeof messageHtmlFor>>['pictures']

const readPictures = async (
  files: FileStore,
  html: string,
  pictures: Pictures,
): Promise<Map<string, string>> => {
  const own = new Map<string, string>()
  let bytes = 0
  for (const { key, contentId, mediaType, size } of /cid:/i.test(html) ? pictures : []) {
    bytes += size
    if (bytes > MOST_BYTES || !PICTURE.test(mediaType)) continue
    const content = await files.get(key)
    own.set(contentIdOf(contentId ?? ''), `data:${mediaType};base64,${content.toString('base64')}`)
  }
  return own
}

const page = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><base target="_blank">
<style>body{margin:0;font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}table{max-width:100%}</style>
</head><body>${body}</body></html>`

/** What the page may do: show itself, and open links elsewhere. Nothing runs, nothing is fetched unasked. */
export const messagePolicy = (showsRemote: boolean): string =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    `img-src data:${showsRemote ? ' https:' : ''}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-popups allow-popups-to-escape-sandbox',
  ].join('; ')
