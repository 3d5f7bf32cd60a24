import type { FormValues } from '../../app/form.tsx'
import type { SignInSettings } from './sign-in-api.ts'

const fields = ['clientSecret', 'tenant', 'authorizationUrl', 'tokenUrl', 'scopes'] as const

/** What the dialog asks for, as the server wants it: an empty field keeps what is stored. */
export function signInAsked(
  provider: NonNullable<SignInSettings['provider']>,
  values: FormValues,
): SignInSettings {
  const given = fields.map((name) => [name, values(name).trim()] as const).filter(([, value]) => value !== '')
  return { provider, clientId: values('clientId').trim(), ...Object.fromEntries(given) }
}
