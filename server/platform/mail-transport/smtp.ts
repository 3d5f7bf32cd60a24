import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import XOAuth2 from 'nodemailer/lib/xoauth2'

/** A mail server with what signs us in; `tls` from the first byte, `starttls` required, `none` only for loopback. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
  /** OAuth2 instead of a password. */
  readonly accessToken?: string
}

export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

/** A recipient whom the server did not take. */
export interface Refusal {
  readonly address: string
  readonly words: string
  readonly smtpCode: number | null
}

export interface HandedOver {
  /** The server's last words. */
  readonly reply: string
  /** The others got the mail. */
  readonly refused: readonly Refusal[]
}

/** How far the conversation had come: everything before `sender` is about us and our server, not about a mail. */
export type Stage = 'connecting' | 'signing-in' | 'sender' | 'recipient' | 'text'

const answerIn = (error: Error) => ({
  words: 'response' in error ? String(error.response) : error.message,
  smtpCode: 'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null,
})

const refusalsIn = (errors: unknown): Refusal[] =>
  (Array.isArray(errors) ? errors : [])
    .filter((error) => error instanceof Error)
    .map((error) => ({ address: 'recipient' in error ? String(error.recipient) : '', ...answerIn(error) }))

const commands: Readonly<Record<string, Stage>> = {
  STARTTLS: 'connecting',
  'MAIL FROM': 'sender',
  'RCPT TO': 'recipient',
  DATA: 'text',
}

/** Why a mail was not handed over; `smtpCode` is null when the server gave no answer. */
export class HandOverError extends Error {
  override name = 'HandOverError'
  readonly smtpCode: number | null
  readonly code: string
  readonly stage: Stage
  /** What the server said, or what went wrong when it said nothing. */
  readonly words: string
  /** Its answer for each recipient, when it took none of them. */
  readonly refused: readonly Refusal[]

  /** @param stage how far the conversation had come, where the error does not know better */
  constructor(error: Error, stage: Stage) {
    super(error.message, { cause: error })
    this.code = 'code' in error ? String(error.code) : ''
    this.stage = ('command' in error && commands[String(error.command)]) || stage
    this.refused = 'rejectedErrors' in error ? refusalsIn(error.rejectedErrors) : []
    const { words, smtpCode } = answerIn(error)
    this.words = words
    this.smtpCode = smtpCode
  }
}

/** How long is waited, in milliseconds: for a connection, between two signs of life, and for the whole of it. */
export interface Patience {
  readonly connect: number
  readonly silence: number
  readonly whole: number
}
const usual: Patience = { connect: 30_000, silence: 120_000, whole: 600_000 }

const connectionTo = ({ host, port, security }: MailServer, { connect, silence }: Patience): SMTPConnection =>
  new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: connect,
    greetingTimeout: connect,
    dnsTimeout: connect,
    socketTimeout: silence,
    tls: { minVersion: 'TLSv1.2' },
  })

type Callback<T> = (error: Error | null | undefined, value?: T) => void

/** One step of the conversation; a connection that breaks meanwhile, or that is given up, fails the step. */
const step = <T>(
  { connection, stage, givenUp }: Conversation,
  act: (done: Callback<T>) => void,
): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new HandOverError(error, stage))
    const giveUp = (): void => fail(new Error('The mail server answered too slowly.'))
    givenUp.addEventListener('abort', giveUp, { once: true })
    connection.once('error', fail)
    act((error, value) => {
      connection.off('error', fail)
      givenUp.removeEventListener('abort', giveUp)
      if (error) fail(error)
      else resolve(value)
    })
  })

interface Conversation {
  readonly connection: SMTPConnection
  readonly stage: Stage
  readonly givenUp: AbortSignal
}

const credentialsOf = ({ user = '', password = '', accessToken }: MailServer) =>
  accessToken ? { user, oauth2: new XOAuth2({ user, accessToken }) } : { user, pass: password }

/** Runs `work` on a connection that is signed in; the connection ends with it, whatever happens. */
const withConnection = async <T>(
  server: MailServer,
  patience: Patience,
  work: (conversation: Conversation) => Promise<T>,
): Promise<T> => {
  const connection = connectionTo(server, patience)
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), patience.whole)
  // What breaks between two steps is told by the next one.
  connection.on('error', () => undefined)
  const at = (stage: Stage): Conversation => ({ connection, stage, givenUp: clock.signal })
  try {
    await step(at('connecting'), (done) => connection.connect(done))
    if (server.user) await step(at('signing-in'), (done) => connection.login(credentialsOf(server), done))
    return await work(at('sender'))
  } finally {
    clearTimeout(timer)
    if (clock.signal.aborted) connection.close()
    else connection.quit()
  }
}

/** Says hello and signs in, nothing else. @throws HandOverError */
export const tryMailServer = (server: MailServer): Promise<void> =>
  withConnection(server, usual, async () => {})

/**
 * Hands one mail over in one SMTP transaction.
 * @param beforeText called after the server took sender and recipients and before the first byte of the text;
 *   when it throws, no text leaves
 * @throws HandOverError
 */
export const handOver = (
  server: MailServer,
  envelope: Envelope,
  bytes: Buffer,
  beforeText: () => Promise<void>,
  patience: Patience = usual,
): Promise<HandedOver> =>
  withConnection(server, patience, async (conversation) => {
    const text = Readable.from(
      (async function* () {
        await beforeText()
        yield bytes
      })(),
    )
    const sending = { from: envelope.from, to: [...envelope.to], size: bytes.length }
    const info = await step<{ response?: string; rejectedErrors?: Error[] }>(conversation, (done) =>
      conversation.connection.send(sending, text, (error, sent) => done(error, sent)),
    )
    return { reply: info?.response ?? '', refused: refusalsIn(info?.rejectedErrors) }
  })
