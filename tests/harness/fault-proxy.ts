import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

type Side = 'client' | 'server'

/** What goes wrong, and at which moment of a conversation. */
export interface Fault {
  /** Whose words are watched: `connect` is the moment at which the client arrives. */
  readonly at: 'connect' | { readonly from: Side; readonly line: RegExp }
  /**
   * `reset` breaks the line with an RST, `close` ends it in order, `hang` keeps it open and says nothing more,
   * `drip` passes everything on byte by byte from here. `say` answers the client (`$tag` is the first word of
   * the line), `instead` passes other words on: both end as a line does. `call` tells the test and does no harm.
   */
  readonly what:
    | 'reset'
    | 'close'
    | 'hang'
    | 'drip'
    | { readonly say: string }
    | { readonly instead: string }
    | { readonly call: () => void }
  /** How many bytes after the line still pass, and the line with them; without it the line itself does not. */
  readonly after?: number
  /** `say`, `instead` and `call` only: what follows at once. */
  readonly ending?: 'reset' | 'close' | 'hang'
  /** How often, once when left out. */
  readonly times?: number
}

/** A line between a program and a server of ours on which a test decides what goes wrong. */
export interface FaultProxy {
  readonly port: number
  /** Every line of the clients so far, without its end. */
  readonly heard: string[]
  /** How many clients have arrived so far. */
  readonly arrivals: () => number
  /** Puts a fault on the line, for clients that are connected too; each strikes as often as it says. */
  put(...faults: Fault[]): void
  /** Forgets faults that have not struck. */
  mend(): void
  /** Breaks the lines of all clients now. */
  cut(): void
  /** Nobody listens any more; `accept` listens again at the same port. */
  refuse(): Promise<void>
  accept(): Promise<void>
  close(): Promise<void>
}

interface Armed extends Fault {
  left: number
}

/** A line longer than this is passed on in pieces. */
const LONGEST_LINE = 1_000_000

/** One client and its connection to the server. */
class Line {
  readonly #ends: Record<Side, Socket>
  readonly #armed: Armed[]
  readonly #pending: Record<Side, Buffer> = { client: Buffer.alloc(0), server: Buffer.alloc(0) }
  /** What strikes after so many more bytes. */
  #fuse: { from: Side; bytes: number; fault: Armed } | null = null
  #isHung = false
  #drips = false
  #dripping: Promise<void> = Promise.resolve()

  constructor(client: Socket, server: Socket, armed: Armed[], heard: string[]) {
    this.#ends = { client, server }
    this.#armed = armed
    for (const from of ['client', 'server'] as const) {
      const end = this.#ends[from].setNoDelay()
      end.on('data', (chunk: Buffer) => this.#take(from, chunk, heard))
      end.on('error', () => undefined)
      end.on('end', () => this.#flush(from)).on('close', () => this.#part(from))
    }
    this.#strikeIf((fault) => fault.at === 'connect', 'client', Buffer.alloc(0))
  }

  cut(): void {
    for (const end of Object.values(this.#ends)) end.resetAndDestroy()
  }

  #take(from: Side, chunk: Buffer, heard: string[]): void {
    let rest = Buffer.concat([this.#pending[from], chunk])
    for (let end = rest.indexOf(10); end >= 0 || rest.length > LONGEST_LINE; end = rest.indexOf(10)) {
      const line = rest.subarray(0, end < 0 ? rest.length : end + 1)
      rest = rest.subarray(line.length)
      if (from === 'client') heard.push(line.toString('latin1').trimEnd())
      this.#pass(from, line)
    }
    this.#pending[from] = rest
    // A fuse burns by bytes, so it does not wait for the end of a line.
    if (this.#fuse?.from === from) this.#flush(from)
  }

  #flush(from: Side): void {
    const rest = this.#pending[from]
    this.#pending[from] = Buffer.alloc(0)
    if (rest.length > 0) this.#pass(from, rest)
  }

  #pass(from: Side, bytes: Buffer): void {
    const fuse = this.#fuse
    if (fuse?.from === from) {
      if (bytes.length < fuse.bytes) fuse.bytes -= bytes.length
      else {
        this.#forward(from, bytes.subarray(0, fuse.bytes))
        this.#fuse = null
        this.#strike(fuse.fault, from, bytes)
        return
      }
    } else if (!fuse) {
      const text = bytes.toString('latin1').trimEnd()
      const struck = this.#strikeIf(
        ({ at }) => at !== 'connect' && at.from === from && at.line.test(text),
        from,
        bytes,
      )
      if (struck) return
    }
    this.#forward(from, bytes)
  }

  /** @returns whether the words stop here */
  #strikeIf(fits: (fault: Armed) => boolean, from: Side, bytes: Buffer): boolean {
    const fault = this.#armed.find((each) => each.left > 0 && fits(each))
    if (!fault) return false
    fault.left -= 1
    if (fault.after !== undefined) {
      this.#fuse = { from, bytes: fault.after, fault }
      return false
    }
    this.#strike(fault, from, bytes)
    return true
  }

  #strike({ what, ending }: Fault, from: Side, bytes: Buffer): void {
    if (what === 'drip') {
      this.#drips = true
      this.#forward(from, bytes)
      return
    }
    if (typeof what === 'object' && 'call' in what) {
      what.call()
      if (!ending) this.#forward(from, bytes)
    } else if (typeof what === 'object') {
      const tag = bytes.toString('latin1').split(' ')[0] ?? ''
      const words = 'say' in what ? what.say : what.instead
      const to = 'say' in what ? 'client' : other(from)
      this.#write(to, Buffer.from(`${words.replaceAll('$tag', () => tag)}\r\n`))
    }
    const end = typeof what === 'object' ? ending : what
    if (end === 'reset') this.cut()
    if (end === 'close') for (const each of Object.values(this.#ends)) each.end()
    if (end === 'hang') this.#isHung = true
  }

  #forward(from: Side, bytes: Buffer): void {
    if (!this.#isHung) this.#write(other(from), bytes)
  }

  #write(to: Side, bytes: Buffer): void {
    const end = this.#ends[to]
    if (!this.#drips) {
      if (!end.destroyed && end.writable) end.write(bytes)
      return
    }
    this.#dripping = this.#dripping.then(async () => {
      for (const byte of bytes) {
        if (end.destroyed || !end.writable) return
        end.write(Buffer.of(byte))
        await turn()
      }
    })
  }

  /** A line that hangs stays open on the other side also when one side has gone. */
  #part(from: Side): void {
    if (from === 'client' || !this.#isHung) this.#dripping.then(() => this.#ends[other(from)].end())
  }
}

const other = (side: Side): Side => (side === 'client' ? 'server' : 'client')

/** @param target the port on this machine where the real server listens */
export const startFaultProxy = async (target: number): Promise<FaultProxy> => {
  const armed: Armed[] = []
  const heard: string[] = []
  const lines = new Set<Line>()
  let arrivals = 0
  const server: Server = createServer((client) => {
    arrivals += 1
    const line = new Line(client, connect(target, '127.0.0.1'), armed, heard)
    lines.add(line)
    client.once('close', () => lines.delete(line))
  })
  const listen = async (port: number): Promise<void> => {
    const listening = server.listen(port, '127.0.0.1')
    await once(listening, 'listening')
  }
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = (): void => {
    for (const line of lines) line.cut()
  }
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      cut()
    })
  return {
    ...{ port, heard, cut, arrivals: () => arrivals },
    put: (...faults) => void armed.push(...faults.map((fault) => ({ ...fault, left: fault.times ?? 1 }))),
    mend: () => void armed.splice(0),
    refuse: stop,
    accept: () => listen(port),
    close: async () => {
      if (server.listening) await stop()
    },
  }
}
