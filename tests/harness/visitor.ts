import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import type { z } from 'zod'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface CallOptions {
  readonly body?: unknown
  /** Sent as If-Match. */
  readonly version?: number
  /** Where the call comes from; 127.0.0.1 when not said. */
  readonly ip?: string
  readonly headers?: Record<string, string>
}

export interface Answer {
  readonly status: number
  readonly headers: LightMyRequestResponse['headers']
  readonly text: string
  readonly body: unknown
  /** The body as a contract describes it. @throws when it does not fit */
  as<S extends z.ZodType>(schema: S): z.output<S>
}

/** Somebody with a browser, or a script with a token, who calls the API of an application under test. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly #app: FastifyInstance
  readonly #token: string | undefined

  constructor(app: FastifyInstance, token?: string) {
    this.#app = app
    this.#token = token
  }

  get = (path: string, options?: CallOptions) => this.call('GET', path, options)
  post = (path: string, body?: unknown, options?: CallOptions) =>
    this.call('POST', path, { body: body ?? {}, ...options })
  put = (path: string, body: unknown, options?: CallOptions) => this.call('PUT', path, { body, ...options })
  patch = (path: string, body: unknown, version?: number) =>
    this.call('PATCH', path, { body, ...(version === undefined ? {} : { version }) })
  remove = (path: string, options?: CallOptions) => this.call('DELETE', path, options)

  /** One call below /api/v1; keeps the cookies it is given, as a browser does. */
  async call(method: Method, path: string, options: CallOptions = {}): Promise<Answer> {
    const request: InjectOptions = {
      method,
      url: `/api/v1${path}`,
      headers: this.#headers(options),
      cookies: Object.fromEntries(this.cookies),
      ...(options.body !== undefined && { payload: JSON.stringify(options.body) }),
      ...(options.ip !== undefined && { remoteAddress: options.ip }),
    }
    const answer = await this.#app.inject(request)
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const isJson = String(answer.headers['content-type']).includes('json')
    const body: unknown = isJson ? answer.json() : undefined
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      body,
      as: (schema) => schema.parse(body),
    }
  }

  #headers({ body, version, headers }: CallOptions): Record<string, string> {
    return {
      'sec-fetch-site': 'same-origin',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(version !== undefined && { 'if-match': `"${version}"` }),
      ...(this.#token !== undefined && { authorization: `Bearer ${this.#token}` }),
      ...headers,
    }
  }
}
