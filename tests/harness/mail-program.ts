import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'

const SWAKS = '/usr/bin/swaks'
/** A mail program of Debian's that speaks SMTP as a customer's does. */
export const hasMailProgram = existsSync(SWAKS)

export interface WrittenByHand {
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Sends a mail by it to the mail server at a port of this machine; throws when that refuses it. */
export const sendByProgram = async (port: number, mail: WrittenByHand): Promise<void> => {
  await promisify(execFile)(SWAKS, [
    ...['--server', `127.0.0.1:${port}`, '--silent', '2', '--from', mail.from, '--to', mail.to],
    ...['--h-Subject', mail.subject, '--body', mail.body],
    ...Object.entries(mail.headers ?? {}).flatMap(([name, value]) => ['--add-header', `${name}: ${value}`]),
  ])
}
