import { z } from 'zod'
import type { Seal } from '../../../platform/identity/seal.ts'
import type { MailServer } from '../../../platform/mail-transport/smtp.ts'
import { mailServerSchema } from '../contract.ts'

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1', '[::1]'])

/** Whether what is sent there never leaves this machine. */
export const isLoopbackHost = (host: string): boolean => LOOPBACK.has(host.toLowerCase())

const PURPOSE = 'email.mailbox'
const credentialsSchema = z.object({ imap: z.string().default(''), smtp: z.string().default('') })
/** The passwords of a mailbox; sealed wherever they rest. */
export type Credentials = z.output<typeof credentialsSchema>

export const sealCredentials = (seal: Seal, credentials: Credentials): string =>
  seal.seal(PURPOSE, JSON.stringify(credentials))

/** The passwords again; empty ones when there are none. */
export const openCredentials = (seal: Seal, sealed: string | null): Credentials =>
  credentialsSchema.parse(sealed === null ? {} : JSON.parse(seal.open(PURPOSE, sealed)))

interface Mailbox {
  readonly imap: unknown
  readonly smtp: unknown
  readonly credentialsSealed: string | null
}

/** The server of a mailbox with its password; null when it has none of that kind. */
export const serverOf = (seal: Seal, mailbox: Mailbox, kind: 'imap' | 'smtp'): MailServer | null => {
  const server = mailServerSchema.nullable().parse(mailbox[kind])
  return server && { ...server, password: openCredentials(seal, mailbox.credentialsSealed)[kind] }
}

/** The relay of the installation, from its setting `smtp://user:password@host:port`. */
export const relayOf = (setting: string | undefined): MailServer | null => {
  if (!setting) return null
  const url = new URL(setting)
  const secure = url.protocol === 'smtps:'
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 25),
    security: secure ? 'tls' : isLoopbackHost(url.hostname) ? 'none' : 'starttls',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  }
}
