import pg from 'pg'
import type { Logger } from 'pino'
import { connectionOptions } from '../db/pool.ts'

const ECHO_MS = 5_000
const RETRY_MS = 500

export interface ListenerOptions {
  readonly url: string
  readonly channels: readonly string[]
  readonly logger: Logger
  onNotification(channel: string, payload: string): void
  /** Called after every (re)connection: whatever was announced meanwhile was not heard. */
  onConnected(): void
}

/**
 * Listens on its own connection. Every 5 s it notifies itself and must hear that within 5 s; otherwise the
 * connection is half-open (R08), is dropped and made anew.
 * @returns stops listening
 */
export const listen = (options: ListenerOptions): (() => Promise<void>) => {
  const listener = new Listener(options)
  listener.connect()
  return () => listener.stop()
}

class Listener {
  readonly #options: ListenerOptions
  readonly #echoChannel = `regard_echo_${process.pid}_${Math.random().toString(36).slice(2, 10)}`
  #client: pg.Client | null = null
  #timer: NodeJS.Timeout | null = null
  #heard = true
  #stopped = false

  constructor(options: ListenerOptions) {
    this.#options = options
  }

  async connect(): Promise<void> {
    const client = new pg.Client(connectionOptions(this.#options.url, 'listen'))
    const lost = () => this.#lost(client)
    client.on('error', lost)
    client.on('end', lost)
    client.on('notification', ({ channel, payload }) => {
      if (channel === this.#echoChannel) this.#heard = true
      else this.#options.onNotification(channel, payload ?? '')
    })
    this.#client = client
    try {
      await client.connect()
      for (const channel of [...this.#options.channels, this.#echoChannel])
        await client.query(`listen ${channel}`)
    } catch {
      lost()
      return
    }
    if (this.#stopped) return
    this.#heard = true
    this.#timer = setInterval(() => this.#echo(client), ECHO_MS)
    this.#options.onConnected()
  }

  #echo(client: pg.Client): void {
    if (!this.#heard) {
      this.#options.logger.warn('the listening connection is silent; opening a new one')
      this.#lost(client)
      return
    }
    this.#heard = false
    client.query(`notify ${this.#echoChannel}`).catch(() => this.#lost(client))
  }

  #lost(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = null
    if (this.#timer) clearInterval(this.#timer)
    client.removeAllListeners()
    client.on('error', () => {})
    client.end().catch(() => {})
    if (!this.#stopped) this.#timer = setTimeout(() => this.connect(), RETRY_MS)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    const client = this.#client
    this.#client = null
    if (this.#timer) clearInterval(this.#timer)
    client?.removeAllListeners()
    client?.on('error', () => {})
    await client?.end().catch(() => {})
  }
}
