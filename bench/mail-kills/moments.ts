import type { Fault } from '../../tests/harness/fault-proxy.ts'
import type { MailSink } from '../../tests/harness/mail-sink.ts'
import { RawSmtp } from '../../tests/harness/raw-smtp.ts'
import { rest } from '../kill-load.ts'
import type { MailDesk } from './desk.ts'

/** A moment that is waited for; `release` lets go whatever was held back for it. */
export interface Armed {
  readonly reached: Promise<void>
  readonly release: () => void
}

const nothing = (): void => undefined
const within = (ms: number) => rest(Math.random() * ms)

/** Fetching: at which word between the desk and its IMAP server, and how many ms at most after it. */
const words = {
  search: { line: /UID SEARCH/i, from: 'client', within: 0 },
  fetch: { line: /UID FETCH .*BODY/i, from: 'client', within: 0 },
  /** The text is on its way: it is received, stored and committed in the next milliseconds. */
  store: { line: /BODY\[\] \{\d+\}/i, from: 'server', within: 25 },
  /** It is on record and not yet marked as seen. */
  flag: { line: /UID STORE .*Seen/i, from: 'client', within: 0 },
  /** It is marked as seen, and the cursor moves in the next milliseconds. */
  cursor: { line: /FETCH \(.*FLAGS \(.*Seen/i, from: 'server', within: 15 },
} as const

const atWord =
  ({ line, from, within: ms }: (typeof words)[keyof typeof words]) =>
  ({ world }: MailDesk): Armed => {
    const said = new Promise<void>((resolve) => {
      const what: Fault['what'] = { call: resolve }
      world.proxy.put({ at: { from, line }, what, ...(ms === 0 && { ending: 'hang' as const }) })
    })
    return { reached: said.then(() => within(ms)).then(nothing), release: nothing }
  }

/** Sending: what the customer's mail server does when the moment comes. */
const atSink =
  (manners: (reached: () => void, held: Promise<null>) => MailSink['manners']) =>
  ({ world: { sink } }: MailDesk): Armed => {
    let answer = (_: null): void => undefined
    const held = new Promise<null>((resolve) => {
      answer = resolve
    })
    const reached = new Promise<void>((resolve) => {
      sink.manners = manners(resolve, held)
    })
    const release = (): void => {
      sink.manners = {}
      answer(null)
    }
    return { reached, release }
  }

const later = (reached: () => void, ms: number): null => {
  setTimeout(reached, ms)
  return null
}

/** Accepting: a mail of somebody who hangs up at that moment, without having heard a yes. */
const atText =
  (isWhole: boolean, ms: number) =>
  (desk: MailDesk): Armed => {
    const { smtpPort, address } = desk.target
    let client: RawSmtp | undefined
    const reached = async (): Promise<void> => {
      client = await RawSmtp.open(smtpPort)
      await client.begin('cut@customer.example', address)
      client.write('From: cut@customer.example\r\nSubject: cut off\r\n\r\nWords')
      if (isWhole) client.write(' of a mail.\r\n.\r\n')
      await within(ms)
    }
    return { reached: reached(), release: () => client?.close() }
  }

/** The moments at which the process of the mail dies, in turn. Besides, mail comes and goes at each of them. */
export const moments = {
  'accept: in the text': atText(false, 0),
  'accept: after the dot': atText(true, 25),
  'accept: any time': (): Armed => ({ reached: within(600).then(nothing), release: nothing }),
  'fetch: search': atWord(words.search),
  'fetch: ask': atWord(words.fetch),
  'fetch: store': atWord(words.store),
  'fetch: flag': atWord(words.flag),
  'fetch: cursor': atWord(words.cursor),
  'send: before the text': atSink((reached) => ({ recipient: () => later(reached, 0) })),
  'send: after the dot': atSink((reached, held) => ({ text: () => later(reached, 0) ?? held })),
  'send: after the answer': atSink((reached) => ({ text: () => later(reached, 1) })),
  'send: before it is on record': atSink((reached) => ({ text: () => later(reached, Math.random() * 30) })),
} as const
export type Moment = keyof typeof moments
export const momentNames = Object.keys(moments) as Moment[]
