import { Fault } from '../../platform/faults.ts'

/** Where the desk answers on this machine, and what the world calls it. */
export type Desk = { address: string; baseUrl: string }

/** Somebody at the desk's own API, as a browser would be; signed in once an answer brought a session. */
export class Visitor {
  readonly #desk: Desk
  #cookie = ''

  constructor(desk: Desk) {
    this.#desk = desk
  }

  /** Sends what a screen would send and gives back the answer. Throws `refused` with the desk's words. */
  post<T = { id: number }>(path: string, body: object = {}): Promise<T> {
    return this.#send<T>('POST', path, body)
  }

  get<T>(path: string): Promise<T> {
    return this.#send<T>('GET', path)
  }

  /** Ends the session. */
  async leave(): Promise<void> {
    await this.#send('DELETE', '/session')
  }

  async #send<T>(method: string, path: string, body?: object): Promise<T> {
    const reply = await fetch(`${this.#desk.address}/api/v1${path}`, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...{ origin: this.#desk.baseUrl, cookie: this.#cookie },
      },
      body: body && JSON.stringify(body),
    })
    const cookies = reply.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
    if (cookies.length) this.#cookie = cookies.join('; ')
    const text = await reply.text()
    if (!reply.ok) throw new Fault('refused', `${method} ${path} was refused: ${text}`)
    return (text ? JSON.parse(text) : undefined) as T
  }
}
