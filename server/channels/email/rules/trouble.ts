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
  [
    /has to be signed in again/,
    () => 'The provider ended the sign-in of this mailbox. Sign in again in Settings, Mailboxes.',
  ],
  [
    /the provider does not answer as it should/,
    () => 'The provider where this mailbox signs in does not answer. We keep trying.',
  ],
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
    /CERT_HAS_EXPIRED|certificate has expired/i,
    ({ host }) => `The certificate of ${host} has expired. Its administrator must renew it.`,
  ],
  [
    /ALTNAME|does not match certificate/i,
    ({ host }) =>
      `The certificate that answers is not for ${host}. Use the server name that your provider tells you.`,
  ],
  [
    /CERT|self[- ]signed|unable to verify/i,
    ({ host }) =>
      `The certificate of ${host} cannot be trusted: nobody known has signed it. Use one of a public authority.`,
  ],
  [
    /wrong version number|packet length too long|EPROTO\b|ETLS|STARTTLS|SSL|TLS/i,
    ({ port }) =>
      `The encryption does not fit: use "tls" for ports 993 and 465, "starttls" for 143 and 587. Port ${port} was tried.`,
  ],
  [
    /app(lication)?[- ]specific password|InvalidSecondFactor|app password/i,
    ({ user }) =>
      `The provider of ${user ?? ''} wants an app password here: make one in the account's security settings, or sign in with Google or Microsoft.`,
  ],
  [
    /basic auth\w* is (disabled|blocked)|LOGINDISABLED|AuthenticationDisabled|5\.7\.139|534-5\.7\.9/i,
    ({ user }) =>
      `The provider takes no password for ${user ?? ''} any more. Sign in with Google or Microsoft instead.`,
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

// Only what a mail server says in its own words is repeated: the test must not read other services aloud.
const wordsOfServer = (error: unknown): string =>
  [of(error, 'responseText'), /^[45]\d\d[ -]/.test(of(error, 'response')) ? of(error, 'response') : '']
    .join(' ')
    .trim()
    .slice(0, 200)

/** What is wrong with a mail account, in a sentence that says what to do. */
export const troubleWords = (error: unknown, server: MailServer): string => {
  const said = allOf(error)
  const known = troubles.find(([pattern]) => pattern.test(said))
  if (known) return known[1](server)
  const words = wordsOfServer(error)
  if (words) return `It did not work. The server said: ${words}`
  return `What answers at ${server.host}, port ${server.port}, does not speak as this kind of mail server does, or hung up. Check server and port.`
}

/** One folder is missing, or is not ours to read; the others are fetched all the same. */
export const folderTrouble = (path: string): string =>
  `The folder ${path} cannot be opened: it was renamed or removed, or we may not read it. Choose the folders again.`
