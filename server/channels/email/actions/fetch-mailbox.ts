import type { ImapFlow } from 'imapflow'
import type { Platform } from '../../../platform/platform.ts'
import { fetchCursor, moveCursor } from '../queries/mailboxes.ts'
import { keepRawMail } from './keep-raw-mail.ts'

const BATCH = 50

/** Numbers that this account gives: its generation of uids, and the uids in it. */
interface Opened {
  readonly uidValidity: bigint
}

/**
 * Fetches everything newer than the cursor, oldest first, however much it is. A mail is marked as seen only after
 * it is on record, and the cursor moves only after that: a crash in between fetches it again, and the second
 * delivery is recognised. When the server gives new uids (UIDVALIDITY), everything is looked at again.
 * @returns how many mails were new
 */
export const fetchMailbox = async (
  platform: Platform,
  client: ImapFlow,
  mailbox: { readonly id: number; readonly address: string },
  { uidValidity }: Opened,
): Promise<number> => {
  const validity = Number(uidValidity)
  const known = await fetchCursor(platform.db, mailbox.id)
  let lastUid = known.uidValidity === validity ? known.lastUid : 0
  let fetched = 0
  const uids = ((await client.search({ uid: `${lastUid + 1}:*` }, { uid: true })) || [])
    // "n:*" always names the newest mail, also when it is older than n.
    .filter((uid) => uid > lastUid)
    .sort((a, b) => a - b)
  for (let start = 0; start < uids.length; start += BATCH) {
    for (const uid of uids.slice(start, start + BATCH)) {
      const bytes = await download(client, uid)
      // Somebody deleted it between the two commands.
      if (bytes === null) continue
      const kept = await keepRawMail(platform, {
        bytes,
        arrivedBy: 'imap',
        deliveries: [
          { mailboxId: mailbox.id, target: `mailbox:${mailbox.id}`, recipients: [mailbox.address] },
        ],
        mailFrom: null,
        imapUid: uid,
        uidValidity: validity,
      })
      fetched += kept.length
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
      lastUid = uid
      await moveCursor(platform.db, mailbox.id, { uidValidity: validity, lastUid })
    }
  }
  if (uids.length === 0) await moveCursor(platform.db, mailbox.id, { uidValidity: validity, lastUid })
  return fetched
}

const download = async (client: ImapFlow, uid: number): Promise<Buffer | null> => {
  const found = await client.fetchOne(String(uid), { source: true }, { uid: true })
  return (found || undefined)?.source ?? null
}
