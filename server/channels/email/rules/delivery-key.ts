import { createHash } from 'node:crypto'

const HEADER_LIMIT = 256 * 1024

/** Where the body begins: after the first empty line; the whole length when there is none. */
const bodyStart = (bytes: Buffer): number => {
  const at = bytes.indexOf('\r\n\r\n')
  const bare = bytes.indexOf('\n\n')
  if (at < 0) return bare < 0 ? bytes.length : bare + 2
  return bare >= 0 && bare < at ? bare + 2 : at + 4
}

const headerValue = (head: string, name: string): string | null =>
  new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.trim() ?? null

/**
 * What makes a delivery the same as an earlier one at the same `target` (a mailbox or team): the same
 * Message-ID, date and body, whichever way and with whatever trace headers it came; without a Message-ID the
 * same bytes. A sender that uses one Message-ID for everything is still told apart by date and body.
 */
export const deliveryKey = (target: string, bytes: Buffer): Buffer => {
  const start = bodyStart(bytes)
  const head = bytes.subarray(0, Math.min(start, HEADER_LIMIT)).toString('latin1')
  const messageId = headerValue(head, 'message-id')
  const hash = createHash('sha256').update(`${target}\n`)
  if (!messageId) return hash.update(bytes).digest()
  return hash
    .update(JSON.stringify([messageId, headerValue(head, 'date') ?? '']))
    .update(bytes.subarray(start))
    .digest()
}
