import type { z } from 'zod'
import { type MailServer, tryMailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type mailboxTestSchema, mailServerSchema, type testMailboxSchema } from '../contract.ts'
import { mailboxById } from '../queries/mailboxes.ts'
import { openCredentials } from '../rules/mail-server.ts'
import { folderTrouble, troubleWords } from '../rules/trouble.ts'
import { accessTokenOf } from './access-token.ts'
import { refuseOpenPasswords } from './add-mailbox.ts'
import { imapClient } from './imap-client.ts'

type Input = z.output<typeof testMailboxSchema>
type Report = z.input<typeof mailboxTestSchema>

/** Tries to sign in to both servers and says in plain words what is wrong; changes nothing. */
export const testMailbox = async (platform: Platform, input: Input): Promise<Report> => {
  const { db, seal } = platform
  refuseOpenPasswords(input)
  const mailbox = input.mailboxId === undefined ? undefined : await mailboxById(db, input.mailboxId)
  const stored = openCredentials(seal, mailbox?.credentialsSealed ?? null)
  const withStored = (kind: 'imap' | 'smtp'): (() => Promise<MailServer>) | null => {
    const server = input[kind]
    if (!server) return null
    const known = mailServerSchema.nullable().parse(mailbox?.[kind] ?? null)
    const isSame = known?.host === server.host && known.user === server.user
    // What is stored is only ever shown to the server it was stored for.
    const password = server.password ?? (isSame ? stored[kind] : '')
    return async () => {
      const accessToken = isSame && !password && mailbox ? await accessTokenOf(platform, mailbox.id) : null
      return { ...server, password, ...(accessToken !== null && { accessToken }) }
    }
  }
  const [imap, smtp] = [withStored('imap'), withStored('smtp')]
  return {
    imap: imap && input.imap && (await reportImap(imap, input.imap, input.folders)),
    smtp: smtp && input.smtp && (await report(async () => tryMailServer(await smtp()), input.smtp)),
  }
}

// Longer than a slow server takes, shorter than a person waits.
const SILENCE_MS = 30_000
const works = { ok: true, words: 'It works: we signed in.' }

const report = async (attempt: () => Promise<void>, server: MailServer) => {
  try {
    await attempt()
    return works
  } catch (error) {
    return { ok: false, words: troubleWords(error, server) }
  }
}

/** Also tells which folders there are, and whether those that were chosen are among them. */
const reportImap = async (
  signed: () => Promise<MailServer>,
  server: MailServer,
  wanted: readonly string[],
) => {
  let folders: string[] = []
  const answer = await report(async () => {
    folders = await foldersOf(await signed())
  }, server)
  const missing = wanted.find((path) => !folders.includes(path))
  if (!answer.ok || missing === undefined) return { ...answer, folders }
  return { ok: false, words: folderTrouble(missing), folders }
}

const foldersOf = async (server: MailServer): Promise<string[]> => {
  const client = imapClient(server, SILENCE_MS)
  client.on('error', () => undefined)
  try {
    await client.connect()
    const listed = await client.list()
    await client.mailboxOpen('INBOX', { readOnly: true })
    await client.logout()
    return listed.filter(({ flags }) => !flags.has('\\Noselect')).map(({ path }) => path)
  } finally {
    client.close()
  }
}
