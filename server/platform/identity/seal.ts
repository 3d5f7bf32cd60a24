import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** Seals credentials we must be able to read again, and signs tokens that come back from outside. */
export interface Seal {
  /** AES-256-GCM under a key of its own for `purpose`; the purpose is authenticated too. */
  seal(purpose: string, plain: string): string
  /** @throws when the text was altered, or sealed with another key or for another purpose. */
  open(purpose: string, sealed: string): string
  /** HMAC-SHA-256 in base64url, cut to `bytes` (at least 16). */
  sign(purpose: string, text: string, bytes?: number): string
  /** Compares in constant time. */
  verify(purpose: string, text: string, signature: string): boolean
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** @param secret the installation's secret, at least 32 characters */
export const createSeal = (secret: string): Seal => {
  const key = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'regard', purpose, 32))
  const sign: Seal['sign'] = (purpose, text, bytes = 16) =>
    createHmac('sha256', key(`sign:${purpose}`))
      .update(text)
      .digest()
      .subarray(0, Math.max(16, bytes))
      .toString('base64url')
  return {
    sign,
    verify: (purpose, text, signature) => {
      const given = Buffer.from(signature, 'base64url')
      const expected = Buffer.from(sign(purpose, text, given.length), 'base64url')
      return given.length >= 16 && given.length === expected.length && timingSafeEqual(given, expected)
    },
    seal: (purpose, plain) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', key(`seal:${purpose}`), nonce)
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open: (purpose, sealed) => {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', key(`seal:${purpose}`), bytes.subarray(0, NONCE_BYTES))
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8')
    },
  }
}
