import type { MailServer } from '../../../platform/mail-transport/smtp.ts'

const of = (error: unknown, name: string): string => {
  if (typeof error !== 'object' || error === null) return ''
  const value: unknown = Reflect.get(error, name)
  return typeof value === 'string' ? value : ''
}

/** Everything an error says of itself and of what caused it. */
const allOf = (error: unknown, depth = 0): string => {
  if (typeof error !== 'object' || error === null || depth > 4) return ''
  const own = ['code', 'message', 'responseText', 'response', 'serverResponseCode'].map((name) =>
    of(error, name),
  )
  return [...own, allOf(Reflect.get(error, 'cause'), depth + 1)].join(' ')
}

type Words = (server: MailServer) => string

// The first that fits is said. What servers answer is shown to administrators only.
const troubles: readonly (readonly [RegExp, Words])[] = [
  [/ENOTFOUND|EAI_AGAIN|EDNS/, ({ host }) => `There is no server named ${host}. Check the spelling.`],
  [
    /ECONNREFUSED/,
    ({ host, port }) =>
      `${host} refuses connections on port ${port}. Check the port and that the server runs.`,
  ],
  [
    /ETIMEDOUT|CONNECT_TIMEOUT|GreetingTimeout|EHOSTUNREACH|ENETUNREACH/i,
    ({ host, port }) =>
      `${host} does not answer on port ${port}. A firewall may be in the way, or the port is wrong.`,
  ],
  [
    /CERT|self[- ]signed|altname|unable to verify/i,
    ({ host }) =>
      `The certificate of ${host} cannot be trusted: it is expired, self-signed or for another name.`,
  ],
  [
    /wrong version number|EPROTO|ETLS|STARTTLS|SSL|TLS/i,
    ({ port }) =>
      `The encryption does not fit: use "tls" for ports 993 and 465, "starttls" for 143 and 587. Port ${port} was tried.`,
  ],
  [
    /AUTHENTICATIONFAILED|EAUTH|authenticat|Invalid login|\b535\b|LOGIN failed/i,
    ({ user }) =>
      `The server does not accept user ${user ?? ''} with this password. Some providers want an app password.`,
  ],
  [
    /NOPERM|NONEXISTENT|Mailbox doesn't exist|permission/i,
    () =>
      'We could sign in but may not open the inbox. Ask the server’s administrator for the right to read it.',
  ],
]

/** What is wrong with a mail account, in a sentence that says what to do. */
export const troubleWords = (error: unknown, server: MailServer): string => {
  const said = allOf(error)
  const known = troubles.find(([pattern]) => pattern.test(said))
  if (known) return known[1](server)
  return `It did not work. The server said: ${of(error, 'message').slice(0, 200) || 'nothing'}`
}
