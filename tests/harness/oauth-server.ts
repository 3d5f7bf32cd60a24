import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A small provider of our own: it signs everybody in, checks PKCE, changes refresh tokens and can refuse. */
export interface OAuthServer {
  readonly url: string
  readonly client: { readonly id: string; readonly secret: string }
  /** Tokens that are good at this moment, with whom they stand for. */
  readonly tokens: Map<string, string>
  /** What the token endpoint was asked, oldest first: the grant types. */
  readonly asked: string[]
  /** Null goes on; an error word of RFC 6749 is answered; `'away'` answers 503. */
  refuse: string | null
  /** Held before each answer of the token endpoint. */
  pause: () => Promise<void>
  lifetimeS: number
  /** Plays the browser of somebody who agrees. @returns what they come back with */
  agree(authorizationUrl: string): { state: string; code: string; redirectUri: string }
  close(): Promise<void>
}

interface Code {
  readonly challenge: string
  readonly redirectUri: string
  readonly user: string
}

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

export const startOAuthServer = async (): Promise<OAuthServer> => {
  const codes = new Map<string, Code>()
  const refreshTokens = new Map<string, string>()
  const client = { id: 'the-desk', secret: 'canary-client-secret' }
  const provider: Omit<OAuthServer, 'url' | 'close' | 'agree'> = {
    ...{ client, tokens: new Map<string, string>(), asked: [], refuse: null, lifetimeS: 3_600 },
    pause: async () => {},
  }
  const issue = (user: string) => {
    const [access, refresh] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`]
    provider.tokens.set(access, user)
    refreshTokens.set(refresh, user)
    return {
      ...{ access_token: access, refresh_token: refresh },
      ...{ token_type: 'Bearer', expires_in: provider.lifetimeS },
    }
  }
  /** Whom a grant stands for; undefined when it does not fit, or was used before. */
  const userOf = (form: URLSearchParams): string | undefined => {
    if (form.get('client_id') !== client.id || form.get('client_secret') !== client.secret) return undefined
    if (form.get('grant_type') === 'refresh_token') {
      const token = form.get('refresh_token') ?? ''
      const user = refreshTokens.get(token)
      refreshTokens.delete(token)
      return user
    }
    const code = codes.get(form.get('code') ?? '')
    codes.delete(form.get('code') ?? '')
    const shown = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url')
    return code?.challenge === shown && code.redirectUri === form.get('redirect_uri') ? code.user : undefined
  }
  const giveToken = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await text(request))
    provider.asked.push(form.get('grant_type') ?? '')
    await provider.pause()
    if (provider.refuse === 'away') return answer(response, 503, {})
    const user = provider.refuse === null ? userOf(form) : undefined
    if (user === undefined) answer(response, 400, { error: provider.refuse ?? 'invalid_grant' })
    else answer(response, 200, issue(user))
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.pathname === '/token') return void giveToken(request, response)
    // What a mail server asks: whom does this token stand for?
    const username = provider.tokens.get(url.searchParams.get('token') ?? '')
    answer(response, 200, username === undefined ? { active: false } : { active: true, username })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return Object.assign(provider, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    agree: (authorizationUrl: string) => {
      const query = new URL(authorizationUrl).searchParams
      const of = (name: string): string => query.get(name) ?? ''
      if (of('code_challenge_method') !== 'S256' || of('client_id') !== client.id)
        throw new Error(`this is no request that a provider would take: ${authorizationUrl}`)
      const code = randomUUID()
      const redirectUri = of('redirect_uri')
      codes.set(code, { challenge: of('code_challenge'), redirectUri, user: of('login_hint') })
      return { state: of('state'), code, redirectUri }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
