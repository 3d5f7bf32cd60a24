import { isIP } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieOf, sessionCookieName } from './authenticate.ts'
import { sessionLife } from './lifetimes.ts'
import type { Seal } from './seal.ts'
import type { Visitor } from './sessions.ts'
import { newSecret } from './tokens.ts'

const DAY_SECONDS = 86_400
const BROWSER_DAYS = 365
const KNOWN_BROWSER = 'known-browser'

const optionsOf = (baseUrl: string, days: number) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: baseUrl.startsWith('https:'),
  maxAge: days * DAY_SECONDS,
})

const browserCookieName = (baseUrl: string): string => `${sessionCookieName(baseUrl)}-browser`

/** Hands the session to the browser. */
export const setSessionCookie = (reply: FastifyReply, baseUrl: string, secret: string): void => {
  reply.setCookie(sessionCookieName(baseUrl), secret, optionsOf(baseUrl, sessionLife.absoluteDays))
}

export const clearSessionCookie = (reply: FastifyReply, baseUrl: string): void => {
  reply.clearCookie(sessionCookieName(baseUrl), optionsOf(baseUrl, 0))
}

/** A customer's session has a cookie of its own: neither opens what the other does, and both fit in one browser. */
export const customerCookieName = (baseUrl: string): string => `${sessionCookieName(baseUrl)}-customer`

export const setCustomerCookie = (reply: FastifyReply, baseUrl: string, secret: string): void => {
  reply.setCookie(customerCookieName(baseUrl), secret, optionsOf(baseUrl, sessionLife.absoluteDays))
}

export const clearCustomerCookie = (reply: FastifyReply, baseUrl: string): void => {
  reply.clearCookie(customerCookieName(baseUrl), optionsOf(baseUrl, 0))
}

/**
 * Marks a browser in which the owner of an account has proved who they are. It opens nothing; but strangers who
 * use up the tries of the account do not lock its owner out there.
 */
export const setBrowserCookie = (
  reply: FastifyReply,
  baseUrl: string,
  seal: Seal,
  accountId: number,
): void => {
  const browser = `${accountId}.${newSecret()}`
  const cookie = `${browser}.${seal.sign(KNOWN_BROWSER, browser)}`
  reply.setCookie(browserCookieName(baseUrl), cookie, optionsOf(baseUrl, BROWSER_DAYS))
}

/** The mark of this browser when it was set for that account, else null. */
export const knownBrowser = (visitor: Visitor, seal: Seal, accountId: number): string | null => {
  const [account = '', secret = '', signature = ''] = visitor.browserMark?.split('.') ?? []
  const browser = `${account}.${secret}`
  return account === String(accountId) && seal.verify(KNOWN_BROWSER, browser, signature) ? browser : null
}

// A socket that listens to both protocols names IPv4 addresses in IPv6 form; a link-local one names its card.
const plainAddress = (ip: string): string | null => {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  return isIP(address) === 0 ? null : address
}

/** Who knocks, as far as a request tells before anybody is signed in. */
export const visitorOf = (request: FastifyRequest, baseUrl: string): Visitor => ({
  ip: plainAddress(request.ip ?? ''),
  userAgent: request.headers['user-agent'] ?? '',
  formerSecret: cookieOf(request, sessionCookieName(baseUrl)) ?? null,
  browserMark: cookieOf(request, browserCookieName(baseUrl)) ?? null,
})
