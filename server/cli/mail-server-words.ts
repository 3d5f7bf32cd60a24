import { Fault } from '../platform/faults.ts'

/** Usual ports by scheme; the scheme says how the connection is protected. */
const SCHEMES = {
  imaps: { security: 'tls', port: 993 },
  imap: { security: 'starttls', port: 143 },
  'imap+plain': { security: 'none', port: 143 },
  smtps: { security: 'tls', port: 465 },
  smtp: { security: 'starttls', port: 587 },
  'smtp+plain': { security: 'none', port: 25 },
} as const

/**
 * Reads `smtps://user:password@host:465` as a mail server of a mailbox.
 * Throws `usage`, without repeating what may hold a password.
 */
export function readServer(text: string, kind: 'imap' | 'smtp') {
  const scheme = /^([a-z+]+):\/\//.exec(text)?.[1] ?? ''
  const url = URL.canParse(text) ? new URL(text) : undefined
  const [user, password] = [unescaped(url?.username ?? ''), unescaped(url?.password ?? '')]
  const whole = user !== undefined && password !== undefined
  if (!whole || !url?.hostname || !isScheme(scheme) || !scheme.startsWith(kind)) {
    throw new Fault('usage', `--${kind} must be an address such as ${kind}s://user:password@mail.example.org`)
  }
  const { security, port } = SCHEMES[scheme]
  return {
    // A URL writes an IPv6 address in brackets; a socket wants it without.
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? port : Number(url.port),
    security,
    user,
    password,
  }
}

/** Undefined for a `%` that stands for nothing, as in a password that was not escaped. */
function unescaped(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}

function isScheme(text: string): text is keyof typeof SCHEMES {
  return Object.hasOwn(SCHEMES, text)
}
