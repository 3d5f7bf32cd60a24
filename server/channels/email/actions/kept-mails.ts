import type { FastifyReply } from 'fastify'
import type { z } from 'zod'
import { platformErrors } from '../../../platform/contract/errors.ts'
import { idOfCursor, toPage } from '../../../platform/db/page.ts'
import type { Database } from '../../../platform/db/pool.ts'
import { serveFile } from '../../../platform/files/serve.ts'
import type { FileStore } from '../../../platform/files/store.ts'
import type { keptMailPageSchema, keptMailSchema } from '../contract.ts'
import { type KeptMailRow, keptMail, keptMails } from '../queries/kept-mails.ts'

const USUAL_LIMIT = 50

interface Query {
  readonly after?: string | undefined
  readonly limit?: number | undefined
  readonly state: 'quarantined' | 'ignored' | 'received'
}

/** A page of the mails that no case shows, with the reason why. */
export const listKeptMails = async (
  db: Database,
  { after, limit = USUAL_LIMIT, state }: Query,
): Promise<z.input<typeof keptMailPageSchema>> => {
  const before = after === undefined ? null : idOfCursor(after)
  const rows = await keptMails(db, { states: [state], before, limit: limit + 1 })
  return toPage(rows, limit, showKeptMail, (row) => [row.id])
}

export const showKeptMail = (row: KeptMailRow): z.input<typeof keptMailSchema> => ({
  id: row.id,
  mailFrom: row.mailFrom,
  recipients: row.recipients,
  size: row.size,
  receivedAt: row.receivedAt.toISOString(),
  state: row.state as z.input<typeof keptMailSchema>['state'],
  reason: row.reason,
  attempts: row.attempts,
  from: row.headAddress === null ? null : { name: row.headName ?? '', address: row.headAddress },
  subject: row.headSubject,
})

/** Sends the stored bytes as a download. @throws platform.not-found */
export const sendKeptMail = async (
  db: Database,
  files: FileStore,
  rawMailId: number,
  reply: FastifyReply,
): Promise<null> => {
  const mail = await keptMail(db, rawMailId)
  if (!mail) throw platformErrors.notFound()
  const file = {
    key: mail.fileKey,
    name: `mail-${mail.id}.eml`,
    mediaType: 'message/rfc822',
    size: mail.size,
  }
  await serveFile(reply, files, file)
  return null
}
