import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Platform } from '../../../platform/platform.ts'
import type { Service } from '../../../platform/room.ts'
import { fetchMailbox } from '../actions/fetch-mailbox.ts'
import { imapClient } from '../actions/test-mailbox.ts'
import { leaseMailbox, type MailboxRow, mailboxes, noteFetch, releaseMailbox } from '../queries/mailboxes.ts'
import { serverOf } from '../rules/mail-server.ts'
import { troubleWords } from '../rules/trouble.ts'

const LOOK_MS = 15_000
const LEASE_MS = 20_000
const POLL_MS = 60_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

/** One mailbox as this process follows it; ends when told to, when it loses the lease or when it changed. */
interface Follower {
  readonly version: number
  readonly stop: AbortController
  readonly done: Promise<void>
}

/** Waits, unless told to stop. */
const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  pause(ms, undefined, { signal }).catch(() => undefined)

/** Stays connected: fetches what is there, then waits (IDLE) until the server says that more has come. */
const follow = async (
  platform: Platform,
  mailbox: MailboxRow,
  holder: string,
  signal: AbortSignal,
): Promise<void> => {
  const server = serverOf(platform.seal, mailbox, 'imap')
  if (!server) return
  const client = imapClient(server)
  const end = (): void => client.close()
  signal.addEventListener('abort', end, { once: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const opened = await client.mailboxOpen('INBOX')
    let news = true
    client.on('exists', () => {
      news = true
    })
    while (!signal.aborted && client.usable) {
      while (news && !signal.aborted) {
        news = false
        // Asked each time: who was switched off a second ago fetches nothing more.
        if (!(await leaseMailbox(platform.db, mailbox.id, holder))) return
        await fetchMailbox(platform, client, mailbox, opened)
      }
      await noteFetch(platform.db, mailbox.id, null)
      await Promise.race([waitForNews(client), rest(POLL_MS, signal)])
      // Also without a word from the server: some never tell.
      news = true
    }
    if (!signal.aborted) throw new Error('The connection ended.')
  } catch (error) {
    if (signal.aborted) return
    await noteFetch(platform.db, mailbox.id, troubleWords(error, server)).catch(() => undefined)
    throw error
  } finally {
    signal.removeEventListener('abort', end)
    client.close()
  }
}

const waitForNews = (client: ReturnType<typeof imapClient>): Promise<void> =>
  new Promise((resolve) => {
    // Asked for at once, not after some silence, so that a new mail is heard of within a second.
    client.idle().catch(() => undefined)
    const end = (): void => {
      client.off('exists', end).off('close', end)
      resolve()
    }
    client.on('exists', end).on('close', end)
  })

/** Follows a mailbox for as long as this process holds its lease, and comes back after every trouble. */
const keepFollowing = async (
  platform: Platform,
  mailbox: MailboxRow,
  holder: string,
  signal: AbortSignal,
): Promise<void> => {
  let wait = FIRST_PAUSE_MS
  while (!signal.aborted) {
    const begun = Date.now()
    try {
      await follow(platform, mailbox, holder, signal)
    } catch (error) {
      platform.logger.warn(
        { err: error, mailbox: mailbox.id },
        'a mailbox could not be fetched; trying again',
      )
    }
    if (Date.now() - begun > LONGEST_PAUSE_MS) wait = FIRST_PAUSE_MS
    await rest(wait, signal)
    wait = Math.min(wait * 2, LONGEST_PAUSE_MS)
  }
  await releaseMailbox(platform.db, mailbox.id, holder).catch(() => undefined)
}

/** Looks which mailboxes are to be fetched and follows those whose lease this process gets. */
class Fetcher {
  readonly #platform: Platform
  readonly #holder = randomUUID()
  readonly #followers = new Map<number, Follower>()

  constructor(platform: Platform) {
    this.#platform = platform
  }

  async look(): Promise<void> {
    const wanted = (await mailboxes(this.#platform.db)).filter((each) => each.imap && !each.switchedOffAt)
    const versions = new Map(wanted.map(({ id, version }) => [id, version]))
    for (const [id, follower] of this.#followers)
      if (versions.get(id) !== follower.version) await this.#end(id)
    for (const mailbox of wanted) {
      const holds = await leaseMailbox(this.#platform.db, mailbox.id, this.#holder)
      if (!holds) await this.#end(mailbox.id)
      else if (!this.#followers.has(mailbox.id)) this.#begin(mailbox)
    }
  }

  #begin(mailbox: MailboxRow): void {
    const stop = new AbortController()
    const done = keepFollowing(this.#platform, mailbox, this.#holder, stop.signal)
    this.#followers.set(mailbox.id, { version: mailbox.version, stop, done })
  }

  async #end(id: number): Promise<void> {
    const follower = this.#followers.get(id)
    this.#followers.delete(id)
    follower?.stop.abort()
    await follower?.done
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#followers.keys()].map((id) => this.#end(id)))
  }
}

/** Step 1, fetch: follows the IMAP mailboxes, each in one process at a time. */
export const fetchService: Service = {
  name: 'email.fetcher',
  where: 'worker',
  start: async (platform) => {
    const fetcher = new Fetcher(platform)
    const over = new AbortController()
    const run = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await fetcher.look().catch((error: unknown) => {
          platform.logger.warn({ err: error }, 'could not look for mailboxes to fetch; will try again')
        })
        await rest(Math.min(LOOK_MS, LEASE_MS), over.signal)
      }
    }
    const running = run()
    return async () => {
      over.abort()
      await running
      await fetcher.stop()
    }
  },
}
