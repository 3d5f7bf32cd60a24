import { request } from 'node:http'
import { closeLater } from '../harness/closing.ts'

/** An open stream of server-sent events, read as a browser would. */
export interface OpenStream {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  /** Everything received so far. */
  text(): string
  readonly closed: Promise<void>
  close(): void
}

/** Opens `/api/v1/live` of a listening server; resolves when the answer has begun. */
export const openStream = (origin: string, headers: Record<string, string>): Promise<OpenStream> =>
  new Promise((resolve, reject) => {
    let received = ''
    const asked = request(`${origin}/api/v1/live`, { headers, agent: false }, (response) => {
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        received += chunk
      })
      const closed = new Promise<void>((done) => response.once('close', done))
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => received,
        closed,
        close: () => asked.destroy(),
      })
    })
    asked.on('error', reject)
    asked.end()
    closeLater(async () => asked.destroy())
  })

/** Waits until `is` holds. @throws when it does not within `milliseconds` */
export const until = async (is: () => boolean, milliseconds: number, what: string): Promise<void> => {
  const end = Date.now() + milliseconds
  while (!is()) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${milliseconds} ms`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
