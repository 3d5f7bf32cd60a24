import { randomPKCECodeVerifier, randomState } from 'openid-client'
import type { z } from 'zod'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { sha256 } from '../../../platform/identity/authenticate.ts'
import type { Platform } from '../../../platform/platform.ts'
import { mailServerSchema, type signInSchema } from '../contract.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { holdSignIn, type SignInRow, saveSignIn } from '../queries/sign-ins.ts'
import { isSafeUrl, type Provider, presetOf } from '../rules/sign-in.ts'
import { openSecrets, type SignInSecrets, sealSecrets } from '../rules/sign-in-secrets.ts'
import { authorizationUrl } from './oauth.ts'

const TRY_MINUTES = 15
const VERIFIER = 'email.sign-in-verifier'
type Input = z.output<typeof signInSchema>
type Context = Pick<Platform, 'seal' | 'config'> & { tx: Tx; actor: StaffActor }

/** Where the provider sends a person back to; it must be known there, letter for letter. */
export const redirectUriOf = ({ config }: Pick<Platform, 'config'>): string =>
  `${config.BASE_URL}/settings/mailboxes`

export const openVerifier = ({ seal }: Pick<Platform, 'seal'>, sealed: string): string =>
  seal.open(VERIFIER, sealed)

/**
 * Stores how a mailbox signs in with OAuth2 and begins to: by what is given, else by what is stored.
 * @returns where the browser goes now
 * @throws platform.not-found; platform.invalid for an address that secrets may not be sent to
 */
export const beginSignIn = async (
  context: Context,
  mailboxId: number,
  input: Input,
): Promise<{ url: string }> => {
  const { tx, actor, seal } = context
  const mailbox = await mailboxById(tx, mailboxId)
  if (!mailbox) throw platformErrors.notFound()
  const before = await holdSignIn(tx, mailboxId)
  const settings = settingsOf(input, before)
  const secrets = secretsOf(
    input,
    settings,
    before && { ...before, secrets: openSecrets(seal, before.secretsSealed) },
  )
  const [state, verifier] = [randomState(), randomPKCECodeVerifier()]
  const user = mailServerSchema.nullable().parse(mailbox.imap ?? mailbox.smtp)?.user ?? mailbox.address
  await saveSignIn(
    tx,
    { mailboxId, ...settings, secretsSealed: sealSecrets(seal, secrets) },
    {
      ...{ stateSha256: sha256(state), verifierSealed: seal.seal(VERIFIER, verifier) },
      ...{ staffId: actor.staffId, until: new Date(Date.now() + TRY_MINUTES * 60_000) },
    },
  )
  const client = { ...settings, clientSecret: secrets.clientSecret }
  const redirectUri = redirectUriOf(context)
  return { url: await authorizationUrl(client, { redirectUri, state, verifier, user }) }
}

type Settings = Provider & Pick<SignInRow, 'provider' | 'clientId'>

const invalid = (path: string, message: string) => platformErrors.invalid({ fields: [{ path, message }] })

/** @throws platform.invalid */
const settingsOf = (input: Input, before: SignInRow | undefined): Settings => {
  const provider = input.provider ?? before?.provider
  if (!provider) throw invalid('provider', 'is needed: nothing is stored for this mailbox yet')
  const isSame = provider === before?.provider
  const stored = isSame ? before : undefined
  const preset = input.tenant === undefined && stored ? stored : presetOf(provider, input.tenant)
  const clientId = input.clientId ?? stored?.clientId
  if (!clientId) throw invalid('clientId', 'is needed: the provider shows it where you register the desk')
  const urlOf = (path: 'authorizationUrl' | 'tokenUrl'): string => {
    const url = input[path] ?? preset?.[path] ?? ''
    if (!isSafeUrl(url)) throw invalid(path, 'must begin with https://')
    return url
  }
  return {
    ...{ provider, clientId, scopes: input.scopes ?? preset?.scopes ?? '' },
    ...{ authorizationUrl: urlOf('authorizationUrl'), tokenUrl: urlOf('tokenUrl') },
  }
}

/** A stored secret goes only to where it was stored for. */
const secretsOf = (
  { clientSecret }: Input,
  { tokenUrl, clientId }: Settings,
  before: (SignInRow & { secrets: SignInSecrets }) | undefined,
): SignInSecrets => {
  const isSame = before?.tokenUrl === tokenUrl && before.clientId === clientId
  const known = isSame ? before.secrets : { clientSecret: '', refreshToken: '', accessToken: '' }
  return { ...known, ...(clientSecret !== undefined && { clientSecret }) }
}
