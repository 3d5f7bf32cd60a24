import { createTransport } from 'nodemailer'
import type { SunkMail } from '../../tests/harness/mail-sink.ts'
import { bytesOf, type LabelledMail, labelledMail, type Talk } from './mails.ts'
import { seeded } from './random.ts'

/** A desk that runs somewhere, with mail going in and out, and its books to look into. */
export interface TriedDesk {
  readonly smtpPort: number
  readonly address: string
  readonly sunk: readonly SunkMail[]
  reply(caseId: number, text: string): Promise<unknown>
  rows<T extends Record<string, unknown>>(sql: string): Promise<T[]>
  rest(ms: number): Promise<unknown>
}

export interface ThreadingResult {
  readonly seed: number
  readonly mails: number
  readonly attacks: number
  /** Tries that got into a case that was not theirs. */
  readonly falseJoins: readonly string[]
  /** Everything else that went where it should not. */
  readonly wrong: readonly string[]
  readonly rightPercent: number
}

const TALKS = 20
const MAILS_EACH = 20
const CONNECTIONS = 4

const waitFor = async <T>(desk: TriedDesk, look: () => Promise<T | null>): Promise<T> => {
  for (const end = Date.now() + 600_000; Date.now() < end; await desk.rest(100)) {
    const found = await look()
    if (found !== null) return found
  }
  throw new Error('the desk did not come to rest')
}

const settled = (desk: TriedDesk) =>
  waitFor(desk, async () => {
    const [row] = await desk.rows<{ waiting: string }>(
      `select count(*) as waiting from raw_mails where state = 'received'`,
    )
    return row?.waiting === '0' ? true : null
  })

/** Begins a conversation: a customer writes, with a copy to a friend, and the desk answers. */
const begin = async (desk: TriedDesk, post: Post, turn: number): Promise<Talk> => {
  const [customer, friend] = [`c${turn}a@customer.example`, `f${turn}@customer.example`]
  const theirId = `first-${turn}@customer.example`
  const words = `talk-${turn}-begins`
  await post(
    customer,
    desk.address,
    `From: ${customer}\r\nTo: ${desk.address}\r\nCc: ${friend}\r\nSubject: My contract\r\nMessage-ID: <${theirId}>\r\n\r\n${words}\r\n`,
  )
  await settled(desk)
  const [found] = await desk.rows<{ id: string; number: string }>(
    `select c.id, c.number from cases c join messages m on m.case_id = c.id where m.text = '${words}'`,
  )
  const caseId = Number(found?.id)
  await desk.reply(caseId, `answer-${turn}`)
  const mail = await waitFor(
    desk,
    async () => desk.sunk.find((each) => each.raw.includes(`answer-${turn}\r`)) ?? null,
  )
  const ourId = (mail.header('message-id') ?? '').replace(/[<>]/g, '')
  return {
    caseId,
    number: Number(found?.number),
    customer,
    friend,
    theirId,
    ourId,
    replyTo: mail.header('reply-to') ?? '',
  }
}

type Post = (from: string, to: string, raw: string) => Promise<unknown>

const poster = ({ smtpPort }: TriedDesk) => {
  const transport = createTransport({
    ...{ pool: true, maxConnections: CONNECTIONS, maxMessages: 100_000 },
    ...{ host: '127.0.0.1', port: smtpPort, ignoreTLS: true },
  })
  const post: Post = (from, to, raw) => transport.sendMail({ envelope: { from, to: [to] }, raw })
  return { post, close: () => transport.close() }
}

const MARK = /mark-(\d+) /

/** Sends labelled mails to a desk and compares where they went with where they belong (R19, T31). */
export const threadMails = async (
  desk: TriedDesk,
  { times, seed }: { times: number; seed: number },
): Promise<ThreadingResult> => {
  const { post, close } = poster(desk)
  try {
    const talks: Talk[] = []
    const wanted = Math.min(TALKS, Math.ceil(times / MAILS_EACH))
    for (let turn = 1; turn <= wanted; turn += 1) talks.push(await begin(desk, post, turn))
    const random = seeded(seed)
    const mails = Array.from({ length: times }, (_, turn) => labelledMail(talks, random, desk.address, turn))
    const queue = [...mails.entries()]
    const send = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift())
        await post('sender@threading.example', next[1].recipient, bytesOf(next[1], `mark-${next[0]}`)).catch(
          refused,
        )
    }
    await Promise.all(Array.from({ length: CONNECTIONS }, send))
    await settled(desk)
    return judged(mails, await places(desk, talks), seed)
  } finally {
    close()
  }
}

// A spoilt token is nobody's address: the listener says so while the sender is still there.
const refused = (error: Error & { responseCode?: number }): void => {
  if (error.responseCode !== 550) throw error
}

/** Where each mail is: its case if that was on record before, else null. */
const places = async (desk: TriedDesk, talks: readonly Talk[]): Promise<Map<number, number | null>> => {
  const known = new Set(talks.map(({ caseId }) => caseId))
  const found = await desk.rows<{ text: string; case_id: string }>(
    `select text, case_id from messages where author_kind = 'customer' and text like 'mark-%'`,
  )
  return new Map(
    found.map(({ text, case_id }) => {
      const caseId = Number(case_id)
      return [Number(MARK.exec(text)?.[1]), known.has(caseId) ? caseId : null]
    }),
  )
}

const judged = (
  mails: readonly LabelledMail[],
  placed: ReadonlyMap<number, number | null>,
  seed: number,
): ThreadingResult => {
  const missed = mails.flatMap((mail, turn) => {
    const place = placed.get(turn) ?? null
    // An honest mail must be there, also where it joins nothing; a try may as well be refused or kept aside.
    const isThere = placed.has(turn) || mail.isAttack
    return place === mail.joins && isThere ? [] : [{ turn, place, ...mail }]
  })
  const told = ({ turn, kind }: (typeof missed)[number]) => `${turn}: ${kind}`
  const joined = missed.filter(({ place, isAttack }) => isAttack && place !== null)
  return {
    ...{ seed, mails: mails.length, attacks: mails.filter(({ isAttack }) => isAttack).length },
    falseJoins: joined.map(told),
    wrong: missed.filter((each) => !joined.includes(each)).map(told),
    rightPercent: Math.round(((mails.length - missed.length) / mails.length) * 10_000) / 100,
  }
}
