import type { Mailbox } from '../../../server/channels/email/contract.ts'
import type { MailServer } from './api.ts'

export type ServerDraft = {
  isOn: boolean
  host: string
  port: string
  security: MailServer['security']
  user: string
  /** Empty keeps the stored one. */
  password: string
}

/** A server's settings as fields; an unset one begins with the ports of today. */
export function serverDraft(server: Mailbox['imap'], kind: 'imap' | 'smtp', address: string): ServerDraft {
  if (!server)
    return {
      isOn: false,
      host: '',
      port: kind === 'imap' ? '993' : '465',
      security: 'tls',
      user: address,
      password: '',
    }
  return {
    isOn: true,
    host: server.host,
    port: String(server.port),
    security: server.security,
    user: server.user,
    password: '',
  }
}

/** The fields as the server wants them; null for “not used”. */
export function asServer(draft: ServerDraft): MailServer | null {
  if (!draft.isOn) return null
  const { host, security, user, password } = draft
  return {
    host: host.trim(),
    port: Number(draft.port),
    security,
    user: user.trim(),
    ...(password ? { password } : {}),
  }
}
