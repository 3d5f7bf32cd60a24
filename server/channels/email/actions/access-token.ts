import { type Tx, transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { MailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { holdSignIn, noteRefused, type SignInRow, saveTokens, signInOf } from '../queries/sign-ins.ts'
import { serverOf } from '../rules/mail-server.ts'
import { openSecrets, sealSecrets } from '../rules/sign-in-secrets.ts'
import { refresh, SignInRefused } from './oauth.ts'

// A token that ends while it is being shown is refused.
const EARLY_MS = 2 * 60_000

const isFresh = ({ accessUntil }: SignInRow, token: string): boolean =>
  token !== '' && (accessUntil === null || accessUntil.getTime() - Date.now() > EARLY_MS)

/**
 * What a mailbox signs in with at this moment, refreshed before it ends; one refresh at a time over all processes.
 * @returns null for a mailbox that signs in with passwords
 * @throws SignInRefused when somebody has to sign in again; ProviderAway
 */
export const accessTokenOf = async (platform: Platform, mailboxId: number): Promise<string | null> => {
  const { db, seal } = platform
  const now = await signInOf(db, mailboxId)
  if (!now) return null
  const current = openSecrets(seal, now.secretsSealed).accessToken
  if (now.refusedAt === null && isFresh(now, current)) return current
  const token = await transact(db, systemActor('email'), async (tx) => {
    const held = await holdSignIn(tx, mailboxId)
    if (!held) return null
    const secrets = openSecrets(seal, held.secretsSealed)
    if (held.refusedAt !== null) return undefined
    // Somebody else has refreshed it while this one waited.
    if (isFresh(held, secrets.accessToken)) return secrets.accessToken
    if (!secrets.refreshToken) return undefined
    try {
      const tokens = await refresh({ ...held, clientSecret: secrets.clientSecret }, secrets.refreshToken)
      const { accessToken, accessUntil, refreshToken = secrets.refreshToken } = tokens
      const secretsSealed = sealSecrets(seal, { ...secrets, accessToken, refreshToken })
      await saveTokens(tx, mailboxId, { secretsSealed, accessUntil })
      return accessToken
    } catch (error) {
      if (!(error instanceof SignInRefused)) throw error
      await noteRefused(tx, mailboxId)
      return undefined
    }
  })
  if (token === undefined) throw new SignInRefused('the mailbox has to be signed in again')
  return token
}

type Mailbox = Parameters<typeof serverOf>[1] & { readonly id: number }

/**
 * The server of a mailbox with what signs us in there: its password, else, where it has none, its OAuth2 token.
 * @throws SignInRefused, ProviderAway
 */
export const signedServer = async (
  platform: Platform,
  mailbox: Mailbox,
  kind: 'imap' | 'smtp',
): Promise<MailServer | null> => {
  const server = serverOf(platform.seal, mailbox, kind)
  if (!server?.user || server.password) return server
  const accessToken = await accessTokenOf(platform, mailbox.id)
  return accessToken === null ? server : { ...server, accessToken }
}

/** Forgets what a mailbox signs in with, and keeps where: somebody signs in again. */
export const forgetTokens = async (tx: Tx, seal: Seal, mailboxId: number): Promise<void> => {
  const held = await holdSignIn(tx, mailboxId)
  if (!held) return
  const { clientSecret } = openSecrets(seal, held.secretsSealed)
  const secretsSealed = sealSecrets(seal, { clientSecret, refreshToken: '', accessToken: '' })
  await saveTokens(tx, mailboxId, { secretsSealed, accessUntil: null })
}
