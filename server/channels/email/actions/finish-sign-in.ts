import type { z } from 'zod'
import { transact } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { sha256 } from '../../../platform/identity/authenticate.ts'
import type { Platform } from '../../../platform/platform.ts'
import { emailErrors, type finishSignInSchema } from '../contract.ts'
import { touchMailbox } from '../queries/mailbox-settings.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { saveTokens, takeTry } from '../queries/sign-ins.ts'
import { openSecrets, sealSecrets } from '../rules/sign-in-secrets.ts'
import { announceMailbox } from './add-mailbox.ts'
import { openVerifier, redirectUriOf } from './begin-sign-in.ts'
import { redeem } from './oauth.ts'

type Input = z.output<typeof finishSignInSchema>

/**
 * Ends what {@link beginSignIn} began, with what the provider sent the person back with. A try serves once, and
 * only who began it.
 * @throws email.sign-in-unknown, email.sign-in-failed
 */
export const finishSignIn = async (
  platform: Platform,
  actor: StaffActor,
  { state, code }: Input,
): Promise<{ mailboxId: number }> => {
  const { db, seal } = platform
  const found = await transact(db, actor, (tx) => takeTry(tx, sha256(state), actor.staffId))
  if (!found?.verifierSealed) throw emailErrors.signInUnknown()
  if (!code) throw emailErrors.signInFailed()
  const secrets = openSecrets(seal, found.secretsSealed)
  const verifier = openVerifier(platform, found.verifierSealed)
  const redirectUri = redirectUriOf(platform)
  const client = { ...found, clientSecret: secrets.clientSecret }
  const tokens = await redeem(client, { code, state, redirectUri, verifier }).catch((error: unknown) => {
    platform.logger.warn({ err: error }, 'a provider did not let a mailbox sign in')
    throw emailErrors.signInFailed()
  })
  const { accessToken, accessUntil, refreshToken = secrets.refreshToken } = tokens
  await transact(db, actor, async (tx) => {
    const secretsSealed = sealSecrets(seal, { ...secrets, accessToken, refreshToken })
    await saveTokens(tx, found.mailboxId, { secretsSealed, accessUntil })
    // Whoever follows it begins anew, with what it may do now.
    await touchMailbox(tx, found.mailboxId)
    const mailbox = await mailboxById(tx, found.mailboxId)
    if (mailbox) await announceMailbox(tx, actor, mailbox)
  })
  return { mailboxId: found.mailboxId }
}
