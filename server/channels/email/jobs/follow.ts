import { setTimeout as pause } from 'node:timers/promises'
import type { ImapFlow } from 'imapflow'
import type { Platform } from '../../../platform/platform.ts'
import { signedServer } from '../actions/access-token.ts'
import { fetchFolder, LeaseLost } from '../actions/fetch-folder.ts'
import { imapClient } from '../actions/imap-client.ts'
import { leaseMailbox, noteFetch, releaseMailbox } from '../queries/mailbox-health.ts'
import type { MailboxRow } from '../queries/mailboxes.ts'
import { expireToken } from '../queries/sign-ins.ts'
import { serverOf } from '../rules/mail-server.ts'
import { folderTrouble, troubleWords } from '../rules/trouble.ts'

/** How patient the fetching is, in milliseconds. */
export interface Pace {
  /** Between two looks at which mailboxes are to be fetched; well below the 30 s of a lease. */
  readonly lookMs: number
  /** Between two looks at every folder, also without a word from the server: some never tell. */
  readonly pollMs: number
  /** A server that says nothing for so long is taken for gone; longer than `pollMs`. */
  readonly silenceMs: number
  /** After trouble, doubled each time. */
  readonly firstPauseMs: number
  readonly longestPauseMs: number
}

/** A mailbox as one process follows it. */
export interface Following {
  readonly platform: Platform
  readonly mailbox: MailboxRow
  readonly holder: string
  readonly pace: Pace
}

/** Waits, unless told to stop. */
export const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)

/**
 * Stays connected: fetches what is there, then waits (IDLE on the first folder) until the server says that more
 * has come. One connection serves all folders of an account, because providers allow few; the others are looked
 * at every minute.
 */
const follow = async (following: Following, signal: AbortSignal): Promise<void> => {
  const { platform, mailbox } = following
  const server = serverOf(platform.seal, mailbox, 'imap')
  if (!server) return
  try {
    await connectAndFollow(following, signal)
    if (!signal.aborted) throw new Error('The connection ended.')
  } catch (error) {
    if (signal.aborted || error instanceof LeaseLost) return
    if (isRefusal(error)) await expireToken(platform.db, mailbox.id).catch(() => undefined)
    await noteFetch(platform.db, mailbox.id, troubleWords(error, server)).catch(() => undefined)
    throw error
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true

const connectAndFollow = async (following: Following, signal: AbortSignal): Promise<void> => {
  const server = await signedServer(following.platform, following.mailbox, 'imap')
  if (!server) return
  const client = imapClient(server, following.pace.silenceMs)
  const end = (): void => client.close()
  signal.addEventListener('abort', end, { once: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await fetchAndWait(following, client, signal)
  } finally {
    signal.removeEventListener('abort', end)
    client.close()
  }
}

const fetchAndWait = async (following: Following, client: ImapFlow, signal: AbortSignal): Promise<void> => {
  const { platform, mailbox, pace } = following
  const [first = 'INBOX', ...others] = mailbox.folders
  const troubles = new Map<string, string>()
  let hasNews = false
  client.on('exists', () => {
    hasNews = true
  })
  let wholeRoundAt = 0
  while (!signal.aborted && client.usable) {
    const isWhole = Date.now() >= wholeRoundAt
    if (isWhole) wholeRoundAt = Date.now() + pace.pollMs
    hasNews = false
    // The first one last: it stays open, and the server tells of it.
    for (const path of isWhole ? [...others, first] : [first]) {
      const trouble = await lookInto(following, client, path)
      if (trouble === null) troubles.delete(path)
      else troubles.set(path, trouble)
    }
    const [trouble = null] = troubles.values()
    await noteFetch(platform.db, mailbox.id, trouble)
    if (!hasNews) await newsOrTime(client, Math.max(0, wholeRoundAt - Date.now()), signal)
  }
}

/** Fetches one folder. @returns what is wrong with this folder alone; null when it was fetched */
const lookInto = async (
  { platform, mailbox, holder }: Following,
  client: ImapFlow,
  path: string,
): Promise<string | null> => {
  // Asked each time: who was switched off a second ago fetches nothing more.
  if (!(await leaseMailbox(platform.db, mailbox.id, holder))) throw new LeaseLost()
  const opened = await client.mailboxOpen(path).catch((error: unknown) => {
    if (!client.usable) throw error
    return null
  })
  // A folder that is gone does not keep the others from being fetched.
  if (opened === null) return folderTrouble(path)
  await fetchFolder(platform, client, { mailbox, path, holder }, Number(opened.uidValidity))
  return null
}

const newsOrTime = async (client: ImapFlow, ms: number, signal: AbortSignal): Promise<void> => {
  const over = new AbortController()
  const end = (): void => over.abort()
  client.on('exists', end).on('close', end)
  // Asked for at once, not after some silence, so that a new mail is heard of within a second.
  if (client.mailbox) client.idle().catch(() => undefined)
  await rest(ms, AbortSignal.any([signal, over.signal]))
  client.off('exists', end).off('close', end)
}

/** Follows a mailbox for as long as this process holds its lease, and comes back after every trouble. */
export const keepFollowing = async (following: Following, signal: AbortSignal): Promise<void> => {
  const { platform, mailbox, holder, pace } = following
  let wait = pace.firstPauseMs
  while (!signal.aborted) {
    const begun = Date.now()
    try {
      await follow(following, signal)
    } catch (error) {
      platform.logger.warn(
        { err: error, mailbox: mailbox.id },
        'a mailbox could not be fetched; trying again',
      )
    }
    if (Date.now() - begun > pace.longestPauseMs) wait = pace.firstPauseMs
    await rest(wait, signal)
    wait = Math.min(wait * 2, pace.longestPauseMs)
  }
  await releaseMailbox(platform.db, mailbox.id, holder).catch(() => undefined)
}
