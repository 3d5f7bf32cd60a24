import { compareBooks, readBooks } from '../kill-books.ts'
import { newLedger, rest } from '../kill-load.ts'
import { allRead } from '../own-desk.ts'
import { openPost } from '../post.ts'
import { MailDesk, PATIENCE_MS } from './desk.ts'
import { momentNames, moments } from './moments.ts'
import { compareSent, type Books as SentBooks } from './sent.ts'

/** What comes and goes between two kills, besides what other servers hand over all the time. */
const FETCHED = 2
const WRITTEN = 2
const SENDERS = 2
const PAUSE_MS = 60
/** Every so many kills all processes die, and the database with them. */
const EVERYTHING = 20

const textOf = (subject: string): string =>
  [
    ...[`From: ${subject}@customer.example`, 'To: help@ledger.example', `Subject: ${subject}`],
    ...[`Message-ID: <${subject}@ledger.example>`, 'Date: Thu, 01 Jan 2026 00:00:00 +0000'],
    ...['', `Words of ${subject}.`, ''],
  ].join('\r\n')

/** Kills a desk again and again at chosen moments of its mail, and keeps the ledger of what was promised. */
export class MailKills {
  readonly struck: Record<string, number> = {}
  readonly #desk: MailDesk
  readonly #ledger = newLedger()
  /** Whom staff wrote to, and the message that was acknowledged. */
  readonly #written = new Map<string, number>()
  readonly #behindSeen: number[] = []
  #kills = 0
  #over = false
  #load: Promise<unknown> = Promise.resolve()

  private constructor(desk: MailDesk) {
    this.#desk = desk
  }

  static async begin(): Promise<MailKills> {
    const kills = new MailKills(await MailDesk.begin())
    kills.#load = Promise.all(Array.from({ length: SENDERS }, (_, n) => kills.#handOver(n)))
    return kills
  }

  /** Another mail server: hands one mail after the other over, each until it is taken. */
  async #handOver(sender: number): Promise<void> {
    const { smtpPort, address: to } = this.#desk.target
    const post = openPost(smtpPort, 0)
    for (let made = 1; !this.#over; made += 1) {
      const name = `handed-${sender}-${made}`
      const mail = { from: `${name}@customer.example`, to, raw: Buffer.from(textOf(name)) }
      const isTaken = () =>
        post.send(mail).then(
          () => true,
          () => false,
        )
      while (!(await isTaken())) await rest(PAUSE_MS)
      this.#ledger.mails.add(name)
      await rest(PAUSE_MS)
    }
    post.close()
  }

  /** Lets mail come and go, waits for the next moment, kills, and starts again. */
  async kill(): Promise<void> {
    const moment = momentNames[this.#kills % momentNames.length] ?? 'accept: any time'
    this.#kills += 1
    const { reached, release } = moments[moment](this.#desk)
    await this.#comeAndGo()
    const over = rest(PATIENCE_MS).then(() => Promise.reject(new Error(`"${moment}" did not come`)))
    await Promise.race([reached, over])
    await this.#desk.kill(this.#kills % EVERYTHING === 0)
    release()
    this.struck[moment] = (this.struck[moment] ?? 0) + 1
    this.#behindSeen.push(...(await this.#seenUnrecorded()))
    await this.#desk.restart()
    if (this.#kills % momentNames.length === 0) await this.#catchUp()
  }

  /** A desk that lives for two seconds at a time gets nothing done; after each round it may finish what it has. */
  async #catchUp(): Promise<void> {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await rest(250)) {
      const { rows } = await this.#desk.database.query(
        `select from outbox where state in ('held', 'queued', 'sending', 'deferred')
         union all select from raw_mails where state = 'received' and received_at < now() - interval '15 seconds'
         limit 1`,
      )
      if (rows.length === 0) return
    }
  }

  async #comeAndGo(): Promise<void> {
    for (let n = 0; n < FETCHED; n += 1) {
      const name = `fetched-${this.#kills}-${n}`
      await this.#desk.world.inbox.append('INBOX', textOf(name))
      this.#ledger.mails.add(name)
    }
    for (let n = 0; n < WRITTEN; n += 1) {
      const address = `written-${this.#kills}-${n}@customer.example`
      this.#written.set(address, await this.#desk.write(address, this.#written.size))
    }
  }

  /** What the server takes for seen although the desk has no record of it. */
  async #seenUnrecorded(): Promise<number[]> {
    const seen = (await this.#desk.world.inbox.search({ seen: true }, { uid: true })) || []
    const { rows } = await this.#desk.database.query<{ uid: string }>(
      'select imap_uid as uid from raw_mails where imap_uid is not null',
    )
    const recorded = new Set(rows.map(({ uid }) => Number(uid)))
    return seen.filter((uid) => !recorded.has(uid))
  }

  async #unseen(): Promise<number> {
    return ((await this.#desk.world.inbox.search({ seen: false })) || []).length
  }

  /** Ends the load and waits until everything is read, seen and sent; mails of a killed sender wait for its lease. */
  async settle(): Promise<void> {
    this.#over = true
    await this.#load
    await this.#catchUp()
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end && (await this.#unseen()) > 0; )
      await rest(250)
    await allRead(this.#desk.database)
  }

  /** What was promised beside what is on record, in the mailbox and at the customers' mail server. */
  async compare() {
    const { database, world } = this.#desk
    const received = compareBooks(this.#ledger, await readBooks(database), [])
    const { rows } = await database.query<SentBooks['outbox'][number]>(
      `select o.message_id::int as "messageId", o.state, o.header_message_id as "headerMessageId", m.delivery
       from outbox o join messages m on m.id = o.message_id order by o.id`,
    )
    const sent = compareSent(this.#written, { outbox: rows }, world.sink.mails)
    const unseen = await this.#unseen()
    const behindSeen = this.#behindSeen
    return {
      ok: received.ok && sent.ok && behindSeen.length === 0 && unseen === 0,
      ...{ kills: this.#kills, struck: this.struck },
      received: {
        acknowledged: this.#ledger.mails.size,
        lost: received.lost.cases,
        doubled: received.doubled.cases,
      },
      fetched: { behindSeen, unseen },
      ...{ sent, unplaced: received.lost.unplaced, broken: received.broken },
    }
  }

  /** A mail that nobody sent: whoever trusts the comparison sees that it is missed. */
  pretend(name: string): () => void {
    this.#ledger.mails.add(name)
    return () => this.#ledger.mails.delete(name)
  }

  close(): Promise<void> {
    return this.#desk.close()
  }
}
