import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import DKIM from 'nodemailer/lib/dkim'

const BITS = 2048

export interface DkimKey {
  readonly domain: string
  readonly selector: string
  /** PKCS #8, PEM. */
  readonly privateKey: string
}

/** A new key of our own. */
export const makeDkimKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: BITS })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

/** A key that somebody brings, in our form; null when it is no RSA key of at least 2048 bits. */
export const readDkimKey = (pem: string): string | null => {
  try {
    const key = createPrivateKey(pem)
    const isStrong = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= BITS
    if (key.asymmetricKeyType !== 'rsa' || !isStrong) return null
    return key.export({ type: 'pkcs8', format: 'pem' }).toString()
  } catch {
    return null
  }
}

/** The public half in base64, as it stands in the DNS. */
export const publicHalf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')

/** The record of a key: its name and its words, to be published as TXT. */
export const dkimRecord = ({
  domain,
  selector,
  publicKey,
}: Pick<DkimKey, 'domain' | 'selector'> & { publicKey: string }) => ({
  name: `${selector}._domainkey.${domain}`,
  value: `v=DKIM1; k=rsa; p=${publicKey}`,
})

/** What is wrong with the records found under the name of a key; null when one of them is the key. */
export const troubleIn = (records: readonly string[], publicKey: string): string | null => {
  const keys = records
    .map((text) =>
      Object.fromEntries(text.split(';').map((tag) => tag.split('=').map((part) => part.trim()))),
    )
    .filter((tags) => tags.p !== undefined)
  if (keys.length === 0)
    return 'There is no DKIM record under this name yet. A new one can take some hours to be seen.'
  const found = keys.some(({ p }) => p?.replaceAll(/\s/g, '') === publicKey)
  if (found && keys.length > 1) return 'There are several DKIM records under this name. Leave only this one.'
  return found
    ? null
    : 'There is another key under this name. Replace it by this one, or choose another selector.'
}

// What a reader relies on. The way to unsubscribe must be covered (RFC 8058).
const SIGNED =
  'from:sender:reply-to:subject:date:message-id:to:cc:mime-version:content-type:content-transfer-encoding:in-reply-to:references:list-unsubscribe:list-unsubscribe-post:auto-submitted'

/** The mail with a signature before its headers. */
export const signMail = ({ domain, selector, privateKey }: DkimKey, bytes: Buffer): Promise<Buffer> =>
  buffer(
    new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED }).sign(bytes),
  )
