import { randomBytes } from 'node:crypto'

const SECRET_BYTES = 24

/** A new secret of 192 random bits in base64url; only its sha-256 is stored. */
export const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url')
