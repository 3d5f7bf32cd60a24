import type { ImapFlow } from 'imapflow'
import type { Platform } from '../../../platform/platform.ts'
import { fetchCursor, moveCursor } from '../queries/folders.ts'
import { noteFetch } from '../queries/mailbox-health.ts'
import { keepRawMail } from './keep-raw-mail.ts'

const BATCH = 50

/** One folder of an account, as the process sees it that holds the right to fetch. */
export interface Fetching {
  readonly mailbox: { readonly id: number; readonly address: string }
  readonly path: string
  readonly holder: string
}

/** Another process fetches this mailbox now. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
}

/**
 * Fetches everything newer than the cursor, oldest first, however much it is. A mail is marked as seen only after
 * it is on record, and the cursor moves only after that: a crash in between fetches it again, and the second
 * delivery is recognised. When the server gives new uids (UIDVALIDITY), everything is looked at again.
 * @returns how many mails were new
 * @throws LeaseLost
 */
export const fetchFolder = async (
  platform: Platform,
  client: ImapFlow,
  fetching: Fetching,
  uidValidity: number,
): Promise<number> => {
  const { mailbox, path } = fetching
  const known = await fetchCursor(platform.db, mailbox.id, path)
  let lastUid = known.uidValidity === uidValidity ? known.lastUid : 0
  let fetched = 0
  const uids = await newerThan(client, lastUid)
  const note = async (waiting: number, waitingSince: Date | null): Promise<void> => {
    const holds = await moveCursor(
      platform.db,
      { mailboxId: mailbox.id, path, holder: fetching.holder },
      {
        ...{ uidValidity, lastUid, waiting, waitingSince },
      },
    )
    if (!holds) throw new LeaseLost()
  }
  for (let start = 0; start < uids.length; start += BATCH) {
    const batch = uids.slice(start, start + BATCH)
    const since = await arrivalOf(client, batch[0] ?? 0)
    // A long way to go is no trouble as long as it goes on.
    if (start > 0) await noteFetch(platform.db, mailbox.id, null)
    for (const [index, uid] of batch.entries()) {
      const bytes = await download(client, uid)
      // Null: somebody deleted it between the two commands.
      if (bytes !== null) {
        fetched += await keep(platform, mailbox, { bytes, uid, uidValidity })
        await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
        // Whether it is marked, nobody knows when the line broke meanwhile: it comes again and is recognised.
        if (!client.usable) throw new Error('The connection ended.')
      }
      lastUid = uid
      const waiting = uids.length - start - index - 1
      await note(waiting, waiting > 0 ? since : null)
    }
  }
  if (uids.length === 0) await note(0, null)
  return fetched
}

const newerThan = async (client: ImapFlow, lastUid: number): Promise<number[]> => {
  const found = await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })
  if (!found) throw new Error('The server did not say which mail it has.')
  // "n:*" always names the newest mail, also when it is older than n.
  return found.filter((uid) => uid > lastUid).sort((a, b) => a - b)
}

const arrivalOf = async (client: ImapFlow, uid: number): Promise<Date | null> => {
  const found = await client.fetchOne(String(uid), { internalDate: true }, { uid: true })
  const date = new Date((found || undefined)?.internalDate ?? Number.NaN)
  return Number.isNaN(date.getTime()) ? null : date
}

/** The bytes of a mail; null only when the server confirms that it is gone: a line that broke says nothing either. */
const download = async (client: ImapFlow, uid: number): Promise<Buffer | null> => {
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true })
  const source = (found || undefined)?.source
  if (source) return source
  const listed = await client.search({ uid: String(uid) }, { uid: true })
  if (!listed || listed.includes(uid)) throw new Error('The server did not give a mail that it has.')
  return null
}

const keep = async (
  platform: Platform,
  { id, address }: Fetching['mailbox'],
  { bytes, uid, uidValidity }: { bytes: Buffer; uid: number; uidValidity: number },
): Promise<number> => {
  const kept = await keepRawMail(platform, {
    ...{ bytes, arrivedBy: 'imap', mailFrom: null, imapUid: uid, uidValidity },
    deliveries: [{ mailboxId: id, target: `mailbox:${id}`, recipients: [address] }],
  })
  return kept.length
}
