import { Readable } from 'node:stream'
import SMTPConnection from 'nodemailer/lib/smtp-connection'

/** A mail server with what signs us in; `tls` from the first byte, `starttls` required, `none` only for loopback. */
export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: 'tls' | 'starttls' | 'none'
  readonly user?: string
  readonly password?: string
}

export interface Envelope {
  readonly from: string
  readonly to: readonly string[]
}

export interface HandedOver {
  /** The server's last words. */
  readonly reply: string
  /** Recipients it did not take, each with its words; the others got the mail. */
  readonly refused: readonly { readonly address: string; readonly words: string }[]
}

/** Why a mail was not handed over; `smtpCode` is null when the server gave no answer. */
export class HandOverError extends Error {
  override name = 'HandOverError'
  readonly smtpCode: number | null
  readonly code: string

  constructor(error: Error) {
    super(error.message, { cause: error })
    this.smtpCode =
      'responseCode' in error && typeof error.responseCode === 'number' ? error.responseCode : null
    this.code = 'code' in error ? String(error.code) : ''
  }
}

const CONNECT_MS = 30_000
const SILENCE_MS = 120_000
const WHOLE_MS = 600_000

const connectionTo = ({ host, port, security }: MailServer): SMTPConnection =>
  new SMTPConnection({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    tls: { minVersion: 'TLSv1.2' },
  })

type Callback<T> = (error: Error | null | undefined, value?: T) => void

/** One step of the conversation; a connection that breaks meanwhile fails the step. */
const step = <T>(connection: SMTPConnection, act: (done: Callback<T>) => void): Promise<T | undefined> =>
  new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(new HandOverError(error))
    connection.once('error', fail)
    act((error, value) => {
      connection.off('error', fail)
      if (error) fail(error)
      else resolve(value)
    })
  })

/** Runs `work` on a connection that is signed in; the connection ends with it, whatever happens. */
const withConnection = async <T>(
  server: MailServer,
  work: (connection: SMTPConnection) => Promise<T>,
): Promise<T> => {
  const connection = connectionTo(server)
  const timer = setTimeout(() => connection.close(), WHOLE_MS)
  // What breaks between two steps is told by the next one.
  connection.on('error', () => undefined)
  try {
    await step(connection, (done) => connection.connect(done))
    const { user, password } = server
    if (user) await step(connection, (done) => connection.login({ user, pass: password ?? '' }, done))
    return await work(connection)
  } finally {
    clearTimeout(timer)
    connection.quit()
  }
}

/** Says hello and signs in, nothing else. @throws HandOverError */
export const tryMailServer = (server: MailServer): Promise<void> => withConnection(server, async () => {})

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
): Promise<HandedOver> =>
  withConnection(server, async (connection) => {
    const text = Readable.from(
      (async function* () {
        await beforeText()
        yield bytes
      })(),
    )
    const sending = { from: envelope.from, to: [...envelope.to], size: bytes.length }
    const info = await step<{ response?: string; rejectedErrors?: Error[] }>(connection, (done) =>
      connection.send(sending, text, (error, sent) => done(error, sent)),
    )
    const refused = (info?.rejectedErrors ?? []).map((error) => ({
      address: 'recipient' in error ? String(error.recipient) : '',
      words: 'response' in error ? String(error.response) : error.message,
    }))
    return { reply: info?.response ?? '', refused }
  })
