import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'

export interface SunkMail {
  readonly from: string
  readonly to: readonly string[]
  readonly raw: string
  readonly mail: Email
  /** The first header of that name, unfolded. */
  header(name: string): string | undefined
}

/** How the sink answers: to whoever signs in, to a recipient, and to the text. Null accepts, a number is the SMTP code. */
export interface Manners {
  /** Whether this password is right; nobody has to sign in. */
  signIn?: (password: string) => boolean
  recipient?: (address: string) => number | null
  /** `'cut'` drops the connection after the text, without an answer; a promise holds the answer back. */
  text?: () => number | 'cut' | null | Promise<'cut' | null>
}

/** A mail server of the outside world that keeps what it is given. */
export interface MailSink {
  readonly port: number
  readonly mails: SunkMail[]
  manners: Manners
  close(): Promise<void>
}

const refusal = (code: number) => Object.assign(new Error(`the sink answers ${code}`), { responseCode: code })

export const startMailSink = async (): Promise<MailSink> => {
  const mails: SunkMail[] = []
  const sink = { mails, manners: {} as Manners }
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, answer) =>
      sink.manners.signIn?.(password ?? '') === false
        ? answer(refusal(535))
        : answer(null, { user: username ?? '' }),
    disableReverseLookup: true,
    onRcptTo: ({ address }, _session, answer) => {
      const code = sink.manners.recipient?.(address) ?? null
      answer(code === null ? null : refusal(code))
    },
    onData: async (stream, { envelope }, answer) => {
      // A sender that dies in the middle of its text leaves nothing.
      const raw = await buffer(stream).catch(() => null)
      if (raw === null) return
      const taken = sink.manners.text?.() ?? null
      const mail = await PostalMime.parse(raw)
      if (typeof taken === 'number') return answer(refusal(taken))
      mails.push({
        from: envelope.mailFrom ? envelope.mailFrom.address : '',
        to: envelope.rcptTo.map(({ address }) => address),
        raw: raw.toString('utf8'),
        mail,
        header: (name) => mail.headers.find(({ key }) => key === name.toLowerCase())?.value,
      })
      const code = await taken
      if (code === 'cut') for (const connection of server.connections) connection.close()
      else answer(null)
    },
  })
  server.on('error', () => undefined)
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const address = listening.address()
  return Object.assign(sink, {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  })
}
