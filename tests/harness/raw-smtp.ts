import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A mail client that says exactly what a test wants said, byte for byte. */
export class RawSmtp {
  readonly #socket: Socket
  #received = ''

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.setEncoding('latin1').on('data', (text: string) => {
      this.#received += text
    })
    socket.on('error', () => undefined)
  }

  static async open(port: number): Promise<RawSmtp> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    const client = new RawSmtp(socket)
    await client.answer()
    return client
  }

  /** The next whole answer of the server; empty when it hung up. */
  async answer(): Promise<string> {
    for (const end = Date.now() + 15_000; Date.now() < end; ) {
      const found = /^(?:\d{3}-.*\r\n)*\d{3} .*\r\n/.exec(this.#received)?.[0]
      if (found) {
        this.#received = this.#received.slice(found.length)
        return found.trim()
      }
      if (this.#socket.destroyed || this.#socket.readableEnded) return ''
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    throw new Error(`the server does not answer; so far: ${this.#received}`)
  }

  write(bytes: string | Buffer): void {
    this.#socket.write(bytes)
  }

  async say(line: string): Promise<string> {
    this.write(`${line}\r\n`)
    return this.answer()
  }

  /** EHLO, MAIL, RCPT and DATA; the caller writes the text. */
  async begin(from: string, to: string): Promise<void> {
    await this.say('EHLO client.example')
    await this.say(`MAIL FROM:<${from}>`)
    await this.say(`RCPT TO:<${to}>`)
    await this.say('DATA')
  }

  close(): void {
    this.#socket.destroy()
  }
}
