import { domainToASCII } from 'node:url'
import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { addressKinds } from './contract.ts'

export type AddressKind = (typeof addressKinds)[number]

/** An address as it is shown and as it is compared. */
export interface NormalAddress {
  readonly kind: AddressKind
  readonly shown: string
  readonly value: string
}

const MAX_EMAIL = 254
const MAX_LOCAL_PART = 64
const DOMAIN =
  /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/
// What may stand unquoted before the @: anything but blanks, control characters and the mail syntax's own signs.
const LOCAL_PART = /^[^\p{C}\s"(),:;<>@[\\\]]+$/u
// What the URL parser behind domainToASCII would cut off, decode or leave out, so that two domains became one.
const NO_DOMAIN = /[\p{Cc}\s%/\\?#@:]/u

const asciiDomain = (text: string): string => (NO_DOMAIN.test(text) ? '' : domainToASCII(text))

const normalEmail = (text: string): string | null => {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, at).normalize('NFC').toLowerCase()
  const domain = asciiDomain(text.slice(at + 1))
  const fits = at > 0 && local.length <= MAX_LOCAL_PART && LOCAL_PART.test(local) && DOMAIN.test(domain)
  const value = `${local}@${domain}`
  return fits && value.length <= MAX_EMAIL ? value : null
}

/**
 * E.164; a number without country code means nothing to a desk with customers in several countries. Behind one
 * number sit several people, each at an extension: it is kept as RFC 3966 writes it.
 */
const normalPhone = (text: string): string | null => {
  const number = parsePhoneNumberFromString(text.replace(/^\s*00/, '+'))
  if (!number?.isPossible()) return null
  return number.ext ? `${number.number};ext=${number.ext}` : number.number
}

const normalHandle = (text: string): string | null => {
  const value = text.normalize('NFKC').toLowerCase()
  return /^[^\p{C}\s]+$/u.test(value) && value.length <= MAX_EMAIL ? value : null
}

const shownPhone = (value: string): string => value.replace(';ext=', ' ext. ')

const normalise = { email: normalEmail, phone: normalPhone, handle: normalHandle }

/** The form of an address that is kept; null when it is none. E-mail: lower case and IDN; phone: E.164. */
export const normalAddress = (kind: AddressKind, written: string): NormalAddress | null => {
  const shown = written.trim()
  const value = normalise[kind](shown)
  return value === null ? null : { kind, shown: kind === 'phone' ? shownPhone(value) : shown, value }
}

/** A domain as the domain of an e-mail is compared; null when it is none. */
export const normalDomain = (written: string): string | null => {
  const domain = asciiDomain(written.trim().replace(/^@/, ''))
  return DOMAIN.test(domain) && domain.includes('.') ? domain : null
}

const freeMail = new Set(
  `gmail.com googlemail.com outlook.com outlook.de outlook.fr hotmail.com hotmail.co.uk hotmail.de hotmail.fr live.com
  msn.com yahoo.com yahoo.co.uk yahoo.co.jp yahoo.de yahoo.fr ymail.com icloud.com me.com mac.com aol.com gmx.de gmx.net
  gmx.com gmx.at gmx.ch web.de t-online.de freenet.de posteo.de mailbox.org proton.me protonmail.com pm.me tutanota.com
  fastmail.com zoho.com mail.com mail.ru yandex.ru yandex.com qq.com 163.com 126.com sina.com naver.com orange.fr free.fr
  laposte.net wanadoo.fr sfr.fr libero.it virgilio.it tiscali.it bluewin.ch btinternet.com sky.com comcast.net
  verizon.net att.net cox.net bigpond.com telenet.be ziggo.nl kpnmail.nl uol.com.br terra.com.br seznam.cz wp.pl o2.pl
  onet.pl interia.pl abv.bg rediffmail.com`.split(/\s+/),
)

/** The domain that tells an organisation: none for phones, handles and mail services open to everybody. */
export const organisationDomain = ({ kind, value }: NormalAddress): string | null => {
  if (kind !== 'email') return null
  const domain = value.slice(value.lastIndexOf('@') + 1)
  return freeMail.has(domain) ? null : domain
}

export type FieldValue = string | number | boolean | null

export interface FieldRule {
  readonly key: string
  readonly type: string
  readonly choices: readonly string[]
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

const isDate = (value: FieldValue): boolean =>
  typeof value === 'string' &&
  DATE.test(value) &&
  new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) === true

/** Why a value does not fit its own field, in words; null when it fits. `null` empties any field. */
export const fieldFault = (rule: FieldRule | undefined, value: FieldValue): string | null => {
  if (!rule) return 'there is no such field'
  if (value === null) return null
  if (rule.type === 'number') return typeof value === 'number' ? null : 'must be a number'
  if (rule.type === 'yes-no') return typeof value === 'boolean' ? null : 'must be true or false'
  if (rule.type === 'date') return isDate(value) ? null : 'must be a date like 2026-11-22'
  if (typeof value !== 'string' || value.includes('\0')) return 'must be text'
  return rule.type === 'choice' && !rule.choices.includes(value)
    ? `must be one of ${rule.choices.join(', ')}`
    : null
}

/** Own fields after a change: what is null is gone, what is not named stays. */
export const mergedFields = (
  before: Readonly<Record<string, FieldValue>>,
  change: Readonly<Record<string, FieldValue>>,
): Record<string, FieldValue> =>
  Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null))
