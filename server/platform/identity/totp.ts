import { createHash, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { Secret, TOTP } from 'otpauth'
import type { Tx } from '../db/transaction.ts'

const STEP_SECONDS = 30
const SECRET_BYTES = 20
const RECOVERY_CODES = 10
// No letters or figures that look alike; 16 of 31 are 79 bits.
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const CODE_LENGTH = 16

export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32

/** What an authenticator app reads as a QR code. */
export const totpUri = (secret: string, issuer: string, label: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret), issuer, label }).toString()

/** The 30-second step a code belongs to, one step early or late allowed; null when it does not fit. */
export const totpStep = (secret: string, code: string, now = Date.now()): number | null => {
  if (!/^\d{6}$/.test(code)) return null
  const delta = new TOTP({ secret: Secret.fromBase32(secret) }).validate({
    token: code,
    window: 1,
    timestamp: now,
  })
  return delta === null ? null : Math.floor(now / 1000 / STEP_SECONDS) + delta
}

/** Uses a step up; false when it, or a later one, was used before (RFC 6238 section 5.2). */
export const spendTotpStep = async (tx: Tx, accountId: number, step: number): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set({ totp_last_step: step })
    .where('id', '=', accountId)
    .where((when) => when.or([when('totp_last_step', 'is', null), when('totp_last_step', '<', step)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const recoveryHash = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest()

const newRecoveryCode = (): string =>
  Array.from(
    { length: CODE_LENGTH },
    (_, index) => `${index > 0 && index % 4 === 0 ? '-' : ''}${ALPHABET[randomInt(ALPHABET.length)]}`,
  ).join('')

/** Codes for the day the telephone is lost: what the person keeps, and what we keep. */
export const newRecoveryCodes = (): { codes: string[]; hashes: Buffer[] } => {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode)
  return { codes, hashes: codes.map(recoveryHash) }
}

/** Uses a recovery code up; false when it is none, or was used before. */
export const spendRecoveryCode = async (tx: Tx, accountId: number, code: string): Promise<boolean> => {
  const hash = recoveryHash(code)
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set({ recovery_codes_sha256: sql`array_remove(recovery_codes_sha256, ${hash}::bytea)` })
    .where('id', '=', accountId)
    .where(sql<boolean>`${hash}::bytea = any(recovery_codes_sha256)`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Keeps a sealed secret that counts only after {@link confirmTotp}. */
export const beginTotp = async (tx: Tx, accountId: number, sealed: string): Promise<void> => {
  await tx
    .updateTable('accounts')
    .set({ totp_secret_sealed: sealed, totp_last_step: null })
    .where('id', '=', accountId)
    .where('totp_confirmed_at', 'is', null)
    .execute()
}

/** From now on every sign-in asks for a code. False when another request confirmed it a moment ago. */
export const confirmTotp = async (tx: Tx, accountId: number, hashes: Buffer[]): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set({ totp_confirmed_at: sql`now()`, recovery_codes_sha256: hashes })
    .where('id', '=', accountId)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Puts new codes in the place of all earlier ones; false for an account without a second step. */
export const replaceRecoveryCodes = async (tx: Tx, accountId: number, hashes: Buffer[]): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('accounts')
    .set({ recovery_codes_sha256: hashes })
    .where('id', '=', accountId)
    .where('totp_confirmed_at', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Forgets the secret and the recovery codes. */
export const removeTotp = async (tx: Tx, accountId: number): Promise<void> => {
  await tx
    .updateTable('accounts')
    .set({
      totp_secret_sealed: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      recovery_codes_sha256: [],
    })
    .where('id', '=', accountId)
    .execute()
}
