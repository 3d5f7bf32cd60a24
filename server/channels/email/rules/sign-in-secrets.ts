import { z } from 'zod'
import type { Seal } from '../../../platform/identity/seal.ts'

const PURPOSE = 'email.sign-in'
const secretsSchema = z.object({
  clientSecret: z.string().default(''),
  refreshToken: z.string().default(''),
  accessToken: z.string().default(''),
})
/** What a mailbox signs in with; sealed wherever it rests. */
export type SignInSecrets = z.output<typeof secretsSchema>

export const sealSecrets = (seal: Seal, secrets: SignInSecrets): string =>
  seal.seal(PURPOSE, JSON.stringify(secrets))

export const openSecrets = (seal: Seal, sealed: string): SignInSecrets =>
  secretsSchema.parse(JSON.parse(seal.open(PURPOSE, sealed)))
