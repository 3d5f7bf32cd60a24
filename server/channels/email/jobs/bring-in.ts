import type { Platform } from '../../../platform/platform.ts'
import { keepRawMail } from '../actions/keep-raw-mail.ts'
import {
  type Archive,
  type ArchivedMail,
  archiveAt,
  mboxArchive,
  NoArchive,
} from '../actions/read-archive.ts'
import { setAside } from '../actions/set-aside.ts'
import { Unreadable } from '../mime/reader.ts'
import { endImport, findImport, type MailImport, saveProgress } from '../queries/mail-imports.ts'
import { receive } from './receive.ts'

/** Progress is written down after so many mails: a crash repeats no more, and what it repeats is on record. */
const TOGETHER = 20
const TRIES = 3

const openArchive = async ({ files, config }: Platform, found: MailImport): Promise<Archive> => {
  const most = config.MAIL_MAX_BYTES
  if (found.path !== null) return archiveAt(found.path, most)
  const key = found.fileKey ?? ''
  const openAt = async (start: number) => skip(await files.stream(key), start)
  return mboxArchive((await files.size(key)) ?? 0, openAt, most)
}

/** The bytes after the first `count`. */
async function* skip(source: AsyncIterable<Buffer>, count: number): AsyncGenerator<Buffer> {
  let left = count
  for await (const chunk of source) {
    if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
  }
}

/** Reads a kept mail at once; one that breaks its reader is set aside and holds nothing up. */
const read = async (platform: Platform, rawMailId: number): Promise<void> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await receive(platform, rawMailId)
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      if (error.isFinal || attempt === TRIES)
        return setAside(platform, rawMailId, 'quarantined', error.message)
    }
  }
}

const bringIn = async (platform: Platform, found: MailImport, mail: ArchivedMail): Promise<void> => {
  const ids = await keepRawMail(platform, {
    bytes: mail.bytes,
    arrivedBy: 'import',
    mailFrom: null,
    importId: found.id,
    deliveries: [
      { mailboxId: found.mailboxId, target: `mailbox:${found.mailboxId}`, recipients: [found.address] },
    ],
    ...(mail.at && mail.at < new Date() && { receivedAt: mail.at }),
  })
  for (const id of ids) await read(platform, id)
}

export interface Pace {
  /** No further mail is begun after this instant. */
  readonly until?: Date
  /** Hears of each step. */
  readonly tell?: () => Promise<void>
}

/**
 * Brings old mail in, from where an earlier run came to on. Run again after a crash, it goes on and doubles nothing.
 * @returns whether it came to its end
 */
export const bringInMails = async (
  platform: Platform,
  importId: number,
  { until, tell = async () => {} }: Pace = {},
): Promise<boolean> => {
  const found = await findImport(platform.db, importId)
  if (!found || found.endedAt !== null) return true
  try {
    const { total, mails } = await openArchive(platform, found)
    let { cursor, position, seen } = found
    const save = () => saveProgress(platform.db, importId, { cursor, position, total, seen })
    for await (const mail of mails(cursor, position)) {
      await bringIn(platform, found, mail)
      ;({ cursor, position } = mail)
      seen += 1
      const isLate = until !== undefined && new Date() > until
      if (seen % TOGETHER === 0 || isLate) await save().then(tell)
      if (isLate) return false
    }
    await save()
    await endImport(platform.db, importId, null)
  } catch (error) {
    if (!(error instanceof NoArchive)) throw error
    await endImport(platform.db, importId, error.message)
  }
  await tell()
  return true
}
