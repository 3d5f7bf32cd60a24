import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientSecretPost,
  Configuration,
  calculatePKCECodeChallenge,
  None,
  ResponseBodyError,
  refreshTokenGrant,
} from 'openid-client'
import type { SignInRow } from '../queries/sign-ins.ts'

const PATIENCE_S = 15

/** What a provider is asked as whom. */
export type Client = Pick<SignInRow, 'authorizationUrl' | 'tokenUrl' | 'clientId' | 'scopes'> & {
  readonly clientSecret: string
}

export interface Tokens {
  readonly accessToken: string
  /** Undefined when the provider keeps the one we have. */
  readonly refreshToken: string | undefined
  readonly accessUntil: Date | null
}

/** The provider will not go on without a person. */
export class SignInRefused extends Error {
  override name = 'SignInRefused'
}

/** The provider does not answer, or not in a way that one understands: to be tried again. */
export class ProviderAway extends Error {
  override name = 'ProviderAway'
}

const configurationOf = ({ authorizationUrl, tokenUrl, clientId, clientSecret }: Client): Configuration => {
  const server = {
    issuer: new URL(authorizationUrl).origin,
    authorization_endpoint: authorizationUrl,
    token_endpoint: tokenUrl,
  }
  const authentication = clientSecret ? ClientSecretPost(clientSecret) : None()
  const configuration = new Configuration(server, clientId, undefined, authentication)
  configuration.timeout = PATIENCE_S
  // Only addresses of this machine get here without TLS: isSafeUrl has seen to that.
  if (tokenUrl.startsWith('http:')) allowInsecureRequests(configuration)
  return configuration
}

/** Where a person signs in, so that the provider sends them back with a code that only `verifier` opens. */
export const authorizationUrl = async (
  client: Client,
  { redirectUri, state, verifier, user }: Record<'redirectUri' | 'state' | 'verifier' | 'user', string>,
): Promise<string> => {
  const url = buildAuthorizationUrl(configurationOf(client), {
    ...{ redirect_uri: redirectUri, scope: client.scopes, state, login_hint: user },
    ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    // Google gives a refresh token only when asked like this; the others pass it over.
    ...{ access_type: 'offline', prompt: 'consent' },
  })
  return url.href
}

type Answer = { access_token: string; refresh_token?: string; expiresIn(): number | undefined }

const tokensOf = (answer: Answer): Tokens => {
  const seconds = answer.expiresIn()
  return {
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    accessUntil: seconds === undefined ? null : new Date(Date.now() + seconds * 1000),
  }
}

const refusals = new Set(['invalid_grant', 'invalid_client', 'unauthorized_client', 'access_denied'])

/** @throws SignInRefused when the provider said no, ProviderAway */
const asked = async (ask: () => Promise<Answer>): Promise<Tokens> => {
  try {
    return tokensOf(await ask())
  } catch (error) {
    const isAnswer = error instanceof ResponseBodyError || error instanceof AuthorizationResponseError
    if (isAnswer && refusals.has(error.error)) throw new SignInRefused(error.error, { cause: error })
    throw new ProviderAway('the provider does not answer as it should', { cause: error })
  }
}

/** Changes the code that a person came back with into tokens. @throws SignInRefused */
export const redeem = (
  client: Client,
  { code, state, redirectUri, verifier }: Record<'code' | 'state' | 'redirectUri' | 'verifier', string>,
): Promise<Tokens> =>
  asked(() => {
    const back = new URL(redirectUri)
    back.search = new URLSearchParams({ code, state }).toString()
    const checks = { pkceCodeVerifier: verifier, expectedState: state }
    return authorizationCodeGrant(configurationOf(client), back, checks)
  })

/** A new access token. @throws SignInRefused */
export const refresh = (client: Client, refreshToken: string): Promise<Tokens> =>
  asked(() => refreshTokenGrant(configurationOf(client), refreshToken))
