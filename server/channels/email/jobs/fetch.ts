import { randomUUID } from 'node:crypto'
import type { Platform } from '../../../platform/platform.ts'
import type { Service } from '../../../platform/room.ts'
import { leaseMailbox } from '../queries/mailbox-health.ts'
import { type MailboxRow, mailboxes } from '../queries/mailboxes.ts'
import { keepFollowing, type Pace, rest } from './follow.ts'

const everyday: Pace = {
  lookMs: 10_000,
  pollMs: 60_000,
  silenceMs: 90_000,
  firstPauseMs: 1_000,
  longestPauseMs: 30_000,
}

/** One mailbox as this process follows it; ends when told to, when it loses the lease or when it changed. */
interface Follower {
  readonly version: number
  readonly stop: AbortController
  readonly done: Promise<void>
}

/** Looks which mailboxes are to be fetched and follows those whose lease this process gets. */
class Fetcher {
  readonly #platform: Platform
  readonly #pace: Pace
  readonly #holder = randomUUID()
  readonly #followers = new Map<number, Follower>()

  constructor(platform: Platform, pace: Pace) {
    this.#platform = platform
    this.#pace = pace
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
    const following = { platform: this.#platform, mailbox, holder: this.#holder, pace: this.#pace }
    const done = keepFollowing(following, stop.signal)
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

/** Fetches all IMAP mailboxes whose right to be fetched this process gets. @returns stops it */
export const startFetching = async (
  platform: Platform,
  pace: Pace = everyday,
): Promise<() => Promise<void>> => {
  const fetcher = new Fetcher(platform, pace)
  const over = new AbortController()
  const run = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await fetcher.look().catch((error: unknown) => {
        platform.logger.warn({ err: error }, 'could not look for mailboxes to fetch; will try again')
      })
      await rest(pace.lookMs, over.signal)
    }
  }
  const running = run()
  return async () => {
    over.abort()
    await running
    await fetcher.stop()
  }
}

/** Step 1, fetch: follows the IMAP mailboxes, each in one process at a time. */
export const fetchService: Service = {
  name: 'email.fetcher',
  where: 'worker',
  start: (platform) => startFetching(platform),
}
