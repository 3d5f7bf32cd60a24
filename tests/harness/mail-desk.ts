import { createTransport, type SendMailOptions } from 'nodemailer'
import type { z } from 'zod'
import { sentReplySchema } from '../../server/cases/contract.ts'
import { keptMailPageSchema, mailboxSchema } from '../../server/channels/email/contract.ts'
import { registerReactions } from '../../server/platform/journal/reactions.ts'
import { rooms } from '../../server/rooms.ts'
import { startJobs } from '../../server/worker.ts'
import { closeLater } from './closing.ts'
import { freePort } from './free-port.ts'
import { type MailSink, startMailSink } from './mail-sink.ts'
import type { Visitor } from './visitor.ts'
import { createTestWeb, foundTestDesk, type TestWeb } from './web.ts'

/** The whole application with mail going in by a real socket and out to a sink. */
export interface MailDesk extends TestWeb {
  readonly admin: Visitor
  readonly sink: MailSink
  readonly smtpPort: number
  /** `support@desk.test`. */
  readonly address: string
  /** Sends by a real mail client to our listener. @returns the server's last words */
  deliver(mail: SendMailOptions): Promise<string>
  /** Waits until no stored mail waits to be read. */
  settled(): Promise<void>
  cases(): Promise<CaseInfo[]>
  messages(caseId: number): Promise<MessageInfo[]>
  kept(state?: string): Promise<z.output<typeof keptMailPageSchema>['items']>
  reply(
    caseId: number,
    text: string,
    more?: Record<string, unknown>,
  ): Promise<z.output<typeof sentReplySchema>>
}

export interface MessageInfo {
  readonly id: number
  readonly authorKind: string
  readonly authorName: string
  readonly text: string
  readonly quoted: string
  readonly signature: string
  readonly html: string | null
  readonly kind: string
  readonly delivery: string | null
  readonly deliveryDetail: string | null
  readonly deliveryReason: string | null
}

export interface CaseInfo {
  readonly id: number
  readonly number: number
  readonly need: string
  readonly messages: number
  readonly state: string
}

/** @param settings environment settings that differ from the defaults */
export const createMailDesk = async (settings: Record<string, string> = {}): Promise<MailDesk> => {
  const sink = await startMailSink()
  closeLater(sink.close)
  const smtpPort = await freePort()
  registerReactions(rooms.flatMap((room) => room.reactions))
  const web = await createTestWeb(
    rooms.flatMap((room) => room.routes),
    {
      SMTP_PORT: String(smtpPort),
      SMTP_RELAY: `smtp://127.0.0.1:${sink.port}`,
      UNDO_SECONDS: '0',
      ...settings,
    },
  )
  const { config, database } = web.platform
  closeLater(await startJobs({ config, databaseUrl: database.url, dataDir: config.DATA_DIR ?? '' }))
  const admin = await foundTestDesk(web)
  const address = 'support@desk.test'
  const mailbox = await admin.post('/mailboxes', { name: 'Support', address, teamId: await firstTeam(web) })
  mailbox.as(mailboxSchema)
  return {
    ...web,
    ...talk(web, admin),
    admin,
    sink,
    smtpPort,
    address,
    deliver: (mail) => deliver(smtpPort, mail),
  }
}

const firstTeam = async ({ platform }: TestWeb): Promise<number> =>
  (await platform.db.selectFrom('teams').select('id').orderBy('id').executeTakeFirstOrThrow()).id

const deliver = async (port: number, mail: SendMailOptions): Promise<string> => {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    return (await transport.sendMail(mail)).response
  } finally {
    transport.close()
  }
}

const talk = ({ platform: { db } }: TestWeb, admin: Visitor) => ({
  settled: async () => {
    for (const end = Date.now() + 30_000; Date.now() < end; ) {
      const waiting = await db.selectFrom('raw_mails').select('id').where('state', '=', 'received').execute()
      if (waiting.length === 0) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error('a stored mail was not read within 30 s')
  },
  cases: () =>
    db
      .selectFrom('cases')
      .select(['id', 'number', 'need', 'message_count as messages', 'state'])
      .orderBy('id')
      .execute(),
  messages: (caseId: number) =>
    db
      .selectFrom('messages')
      .select(['id', 'author_kind as authorKind', 'author_name as authorName', 'text', 'quoted', 'signature'])
      .select([
        'html',
        'kind',
        'delivery',
        'delivery_detail as deliveryDetail',
        'delivery_reason as deliveryReason',
      ])
      .where('case_id', '=', caseId)
      .orderBy('id')
      .execute(),
  kept: async (state = 'quarantined') =>
    (await admin.get(`/kept-mails?state=${state}`)).as(keptMailPageSchema).items,
  reply: async (caseId: number, text: string, more: Record<string, unknown> = {}) => {
    const newest = await db
      .selectFrom('messages')
      .select(({ fn }) => fn.max('id').as('id'))
      .where('case_id', '=', caseId)
      .executeTakeFirst()
    const answer = await admin.post(`/cases/${caseId}/replies`, { text, seenUpTo: newest?.id ?? 0, ...more })
    if (answer.status !== 201) throw new Error(`the reply was refused: ${answer.text}`)
    return answer.as(sentReplySchema)
  },
})
