import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

export interface Seen {
  readonly status: number
  readonly headers: LightMyRequestResponse['headers']
  readonly html: string
  /** What a person reads: no tags, no style, one space between words. */
  readonly text: string
  /** Where a redirect leads. */
  readonly goesTo: string | undefined
}

/** A customer with a browser that runs no script: follows addresses, posts forms, keeps cookies. */
export class PageVisitor {
  readonly cookies = new Map<string, string>()
  readonly #app: FastifyInstance
  readonly #origin: string
  readonly #ip: string | undefined

  constructor(app: FastifyInstance, origin = 'http://desk.test', ip?: string) {
    this.#app = app
    this.#origin = origin
    this.#ip = ip
  }

  open = (url: string, headers: Record<string, string> = {}) => this.#call('GET', url, undefined, headers)

  /** Posts a form as a page of ours does, and follows where it leads. */
  async send(url: string, fields: Record<string, string> = {}): Promise<Seen> {
    const answer = await this.post(url, fields)
    return answer.goesTo === undefined ? answer : this.open(answer.goesTo)
  }

  post = (url: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    this.#call('POST', url, new URLSearchParams(fields).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      origin: this.#origin,
      'sec-fetch-site': 'same-origin',
      ...headers,
    })

  async #call(
    method: 'GET' | 'POST',
    url: string,
    payload: string | Buffer | undefined,
    headers: Record<string, string>,
  ): Promise<Seen> {
    const answer = await this.#app.inject({
      method,
      url: url.replace(this.#origin, ''),
      headers,
      cookies: Object.fromEntries(this.cookies),
      ...(payload !== undefined && { payload }),
      ...(this.#ip !== undefined && { remoteAddress: this.#ip }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const html = answer.body
    return {
      status: answer.statusCode,
      headers: answer.headers,
      html,
      text: readable(html),
      goesTo: answer.headers.location,
    }
  }
}

const readable = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', '’')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
