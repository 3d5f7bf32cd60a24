import { once } from 'node:events'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server'
import type { Platform } from '../../../platform/platform.ts'
import type { Service } from '../../../platform/room.ts'
import { deliveriesTo } from '../actions/find-recipient.ts'
import { keepRawMail } from '../actions/keep-raw-mail.ts'
import { welcomeRecipient } from '../actions/welcome-recipient.ts'
import { checkLineEnds } from '../rules/line-ends.ts'
import { type Certificate, followCertificate, readCertificate } from './certificate.ts'
import { ReadAtOnce } from './read-at-once.ts'

const CLIENTS = 200
const SILENCE_MS = 60_000
const STORE_MS = 60_000
// What all clients together may have in memory: beyond it a mail is asked to come again.
const MAILS_IN_MEMORY = 4
const ADDRESSES_REMEMBERED = 1_000
const READ_BY_QUEUE_MS = 10_000

/** A refusal with its SMTP code; the sending server tells its own user, we never write a bounce. */
class SmtpRefusal extends Error {
  readonly responseCode: number

  constructor(responseCode: number, words: string) {
    super(words)
    this.responseCode = responseCode
  }
}

const unavailable = () =>
  new SmtpRefusal(451, '4.3.0 We cannot store mail at this moment; please try again later')

/** The bytes of one mail, counted while they stream, against what this mail and all mails may take. */
class Intake {
  readonly #limit: number
  #held = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** @throws SmtpRefusal; the stream is always read to its end, so that the client hears the answer */
  async read(stream: SMTPServerDataStream): Promise<Buffer> {
    const chunks: Buffer[] = []
    let size = 0
    let refusal: SmtpRefusal | null = null
    const release = (): void => {
      this.#held -= size
      size = 0
      chunks.length = 0
    }
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (refusal) continue
        size += chunk.length
        this.#held += chunk.length
        chunks.push(chunk)
        if (size > this.#limit)
          refusal = new SmtpRefusal(552, `5.3.4 Mail is larger than ${this.#limit} bytes`)
        else if (this.#held > this.#limit * MAILS_IN_MEMORY)
          refusal = new SmtpRefusal(452, '4.3.1 Too much mail at once; please try again later')
        if (refusal) release()
      }
      if (refusal) throw refusal
      return Buffer.concat(chunks, size)
    } finally {
      release()
    }
  }
}

/** Looks each address up once per client, however often it is named. */
const createLookup = (platform: Platform) => {
  const known = new WeakMap<SMTPServerSession, Map<string, ReturnType<typeof welcomeRecipient>>>()
  return (session: SMTPServerSession, address: string): ReturnType<typeof welcomeRecipient> => {
    const found = known.get(session) ?? new Map<string, ReturnType<typeof welcomeRecipient>>()
    known.set(session, found)
    const answer = found.get(address) ?? welcomeRecipient(platform, address, session.remoteAddress)
    found.set(address, answer)
    // What failed is asked again, and the map of a client that names everybody stays small.
    answer.then(undefined, () => found.delete(address))
    if (found.size > ADDRESSES_REMEMBERED) found.clear()
    return answer
  }
}

/** Stores a mail; only when this returns may it be acknowledged. @throws SmtpRefusal */
const accept = async (
  platform: Platform,
  reading: ReadAtOnce,
  session: SMTPServerSession,
  bytes: Buffer,
): Promise<void> => {
  if (!checkLineEnds(bytes)) throw new SmtpRefusal(550, '5.6.11 Lines must end with CR LF and nothing else')
  const { mailFrom } = session.envelope
  const store = async (): Promise<void> => {
    const recipients = session.envelope.rcptTo.map(({ address }) => address)
    const deliveries = await deliveriesTo(platform, recipients)
    if (deliveries.length === 0) throw new SmtpRefusal(550, '5.1.1 There is no such mailbox here')
    const isReadHere = reading.hasRoom
    const ids = await keepRawMail(platform, {
      bytes,
      ...(isReadHere && { readAt: new Date(Date.now() + READ_BY_QUEUE_MS) }),
      arrivedBy: 'smtp',
      deliveries,
      mailFrom: mailFrom ? mailFrom.address : '',
      peer: session.remoteAddress,
      helo: session.hostNameAppearsAs || '',
    })
    if (isReadHere) reading.add(ids)
  }
  const timer = AbortSignal.timeout(STORE_MS)
  const late = once(timer, 'abort').then(() => {
    throw unavailable()
  })
  await Promise.race([store(), late])
}

const refusalFor = (platform: Platform, error: unknown): SmtpRefusal => {
  if (error instanceof SmtpRefusal) return error
  platform.logger.error({ err: error }, 'a mail could not be stored and was put off')
  return unavailable()
}

interface Door {
  readonly isLmtp: boolean
  readonly certificate: Certificate | null
  /** Shared by all doors: what all clients together may have in memory. */
  readonly intake: Intake
}

const createListener = (
  platform: Platform,
  reading: ReadAtOnce,
  { isLmtp, certificate, intake }: Door,
): SMTPServer => {
  const { config } = platform
  const lookUp = createLookup(platform)
  return new SMTPServer({
    size: config.MAIL_MAX_BYTES,
    maxRecipients: config.MAIL_MAX_RECIPIENTS,
    maxClients: CLIENTS,
    socketTimeout: SILENCE_MS,
    closeTimeout: 5_000,
    banner: 'Regard',
    lmtp: isLmtp,
    disabledCommands: certificate ? ['AUTH'] : ['AUTH', 'STARTTLS'],
    ...(certificate && { ...certificate, minVersion: 'TLSv1.2' }),
    authOptional: true,
    disableReverseLookup: true,
    onRcptTo: ({ address }, session, answer) => {
      lookUp(session, address).then(
        (found) => answer(found ? null : new SmtpRefusal(550, '5.1.1 There is no such mailbox here')),
        (error) => answer(refusalFor(platform, error)),
      )
    },
    onData: (stream, session, answer) => {
      intake
        .read(stream)
        .then((bytes) => accept(platform, reading, session, bytes))
        .then(
          () => answer(null, '2.0.0 Stored'),
          (error) => answer(refusalFor(platform, error)),
        )
    },
  })
}

const open = async (platform: Platform, server: SMTPServer, port: number, host: string) => {
  // A client that drops its connection is everyday life.
  server.on('error', (error) => platform.logger.debug({ err: error }, 'a mail connection broke'))
  const listening = server.listen(port, host)
  await once(listening, 'listening')
  return () => new Promise<void>((resolve) => server.close(() => resolve()))
}

/** Step 1, fetch: our own mail listener, by SMTP and where asked for by LMTP. What it answers with 250 is on disk. */
export const listenService: Service = {
  name: 'email.listener',
  where: 'worker',
  start: async (platform) => {
    const { config } = platform
    if (!config.SMTP_ENABLED) return async () => {}
    const reading = new ReadAtOnce(platform)
    const intake = new Intake(config.MAIL_MAX_BYTES)
    const certificate = await readCertificate(config)
    const smtp = createListener(platform, reading, { isLmtp: false, certificate, intake })
    const stops = [await open(platform, smtp, config.SMTP_PORT, config.SMTP_HOST)]
    if (config.LMTP_PORT > 0) {
      const lmtp = createListener(platform, reading, { isLmtp: true, certificate: null, intake })
      stops.push(await open(platform, lmtp, config.LMTP_PORT, config.LMTP_HOST))
    }
    const forget = await followCertificate(platform, (renewed) => smtp.updateSecureContext(renewed))
    return async () => {
      forget()
      await Promise.all(stops.map((stop) => stop()))
      await reading.stop()
    }
  },
}
