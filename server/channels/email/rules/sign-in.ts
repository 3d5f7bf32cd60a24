import { isLoopbackHost } from './mail-server.ts'

/** Where one signs in, and what is asked for there. */
export interface Provider {
  readonly authorizationUrl: string
  readonly tokenUrl: string
  readonly scopes: string
}

export const providerNames = ['google', 'microsoft', 'other'] as const
export type ProviderName = (typeof providerNames)[number]

/** What the two large providers want; a tenant is Microsoft's word for one organisation's accounts. */
export const presetOf = (name: ProviderName, tenant = 'common'): Provider | null => {
  if (name === 'google')
    return {
      authorizationUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
      tokenUrl: 'https://oauth2.googleapis.com/token',
      scopes: 'https://mail.google.com/',
    }
  if (name === 'other') return null
  const base = `https://login.microsoftonline.com/${encodeURIComponent(tenant)}/oauth2/v2.0`
  return {
    authorizationUrl: `${base}/authorize`,
    tokenUrl: `${base}/token`,
    scopes:
      'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  }
}

/** Whether a secret may be sent there: only over TLS, or without leaving this machine. */
export const isSafeUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
}
