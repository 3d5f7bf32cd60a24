import { randomBytes } from 'node:crypto'
import type { Seal } from '../../../platform/identity/seal.ts'

const MESSAGE_ID = 'email.message-id'
const REPLY_ADDRESS = 'email.reply-address'
const LOCAL_PART_LIMIT = 64
const SIGNATURE_BYTES = 16

// Base 36 because many servers turn addresses into lower case on their way.
const toBase36 = (bytes: Buffer): string => BigInt(`0x0${bytes.toString('hex')}`).toString(36)

const fromBase36 = (text: string): Buffer => {
  const number = [...text].reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)
  return Buffer.from(number.toString(16).padStart(SIGNATURE_BYTES * 2, '0'), 'hex')
}

const sign = (seal: Seal, purpose: string, text: string): string =>
  toBase36(Buffer.from(seal.sign(purpose, text, SIGNATURE_BYTES), 'base64url'))

const verify = (seal: Seal, purpose: string, text: string, signature: string): boolean =>
  seal.verify(purpose, text, fromBase36(signature).toString('base64url'))

/** A new Message-ID, without angle brackets, that tells us on its return to which case (by number) it belongs. */
export const newMessageId = (seal: Seal, caseNumber: number, domain: string): string => {
  const text = `c${caseNumber}.${toBase36(randomBytes(10))}`
  return `${text}.${sign(seal, MESSAGE_ID, text)}@${domain}`
}

/** The number of the case in a Message-ID that we made; null for everybody else's, also when one imitates ours. */
export const caseNumberOf = (seal: Seal, messageId: string): number | null => {
  const found = /^(c([1-9]\d{0,14})\.[0-9a-z]{1,20})\.([0-9a-z]{1,26})@/.exec(messageId.toLowerCase())
  if (!found?.[1] || !found[3]) return null
  return verify(seal, MESSAGE_ID, found[1], found[3]) ? Number(found[2]) : null
}

/** `box+c12-signature@domain`: a reply to it finds its case even when every header is lost. */
export const replyAddress = (seal: Seal, caseNumber: number, address: string): string => {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+c${caseNumber}-${sign(seal, REPLY_ADDRESS, `c${caseNumber}`)}`
  return local.length > LOCAL_PART_LIMIT ? address : `${local}${address.slice(at)}`
}

export interface SignedAddress {
  /** The address without its token. */
  readonly address: string
  readonly caseNumber: number
}

/** What a reply address of ours says; null when it carries no token or one we did not sign. */
export const readReplyAddress = (seal: Seal, address: string): SignedAddress | null => {
  const found = /^([^+@]+)\+c([1-9]\d{0,14})-([0-9a-z]{1,26})(@[^@]+)$/.exec(address.toLowerCase())
  if (!found?.[3] || !verify(seal, REPLY_ADDRESS, `c${found[2]}`, found[3])) return null
  return { address: `${found[1]}${found[4]}`, caseNumber: Number(found[2]) }
}
