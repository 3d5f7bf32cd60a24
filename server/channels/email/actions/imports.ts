import type { z } from 'zod'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { linkFile, ownUpload } from '../../../platform/files/files.ts'
import type { Actor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import { emailAnnouncements, type mailImportSchema, type newMailImportSchema } from '../contract.ts'
import { queueImport } from '../jobs/queue.ts'
import {
  findImport,
  insertImport,
  type MailImport,
  newestImports,
  outcomesOf,
  unfinishedImport,
} from '../queries/mail-imports.ts'
import { mailboxAt, mailboxById } from '../queries/mailboxes.ts'

const SHOWN = 20
const DAY_MS = 24 * 3_600_000

/** Since when mail counts as today's; null when all of it is history. */
const openSince = (openDays: number): Date | null =>
  openDays === 0 ? null : new Date(Date.now() - openDays * DAY_MS)

const begun = (tx: Tx, actor: Actor, name: string) =>
  announce(tx, emailAnnouncements.importBegun, { actor, objects: [], attributes: { name } })

/**
 * Begins to bring an uploaded mbox in; a job does the rest.
 * @throws platform.invalid for a mailbox or an upload that is not there
 */
export const startImport = async (
  tx: Tx,
  actor: Actor,
  { mailboxId, fileKey, isSent, openDays }: z.output<typeof newMailImportSchema>,
): Promise<z.input<typeof mailImportSchema>> => {
  const upload = await ownUpload(tx, actor, fileKey)
  const wrong = [
    ...((await mailboxById(tx, mailboxId))
      ? []
      : [{ path: 'mailboxId', message: 'is no mailbox of this desk' }]),
    ...(upload ? [] : [{ path: 'fileKey', message: 'is no upload of yours' }]),
  ]
  if (!upload || wrong.length > 0) throw platformErrors.invalid({ fields: wrong })
  await linkFile(tx, fileKey)
  const { name } = upload
  const id = await insertImport(tx, {
    mailboxId,
    name,
    fileKey,
    path: null,
    isSent,
    openSince: openSince(openDays),
  })
  await queueImport(tx, id)
  await begun(tx, actor, name)
  return show(tx, await findImport(tx, id))
}

/**
 * Begins, or finds again where it was left, to bring in what lies on this machine; the caller does it.
 * @returns its id; null when this desk has no such mailbox
 */
export const startImportFrom = async (
  tx: Tx,
  actor: Actor,
  { address, path, isSent, openDays }: { address: string; path: string; isSent: boolean; openDays: number },
): Promise<{ id: number; isResumed: boolean } | null> => {
  const mailbox = await mailboxAt(tx, address.toLowerCase())
  if (!mailbox) return null
  const left = await unfinishedImport(tx, mailbox.id, path)
  if (left) return { id: left.id, isResumed: true }
  const name = path.split('/').filter(Boolean).at(-1) ?? path
  const wanted = { mailboxId: mailbox.id, name, fileKey: null, path, isSent, openSince: openSince(openDays) }
  const id = await insertImport(tx, wanted)
  await begun(tx, actor, name)
  return { id, isResumed: false }
}

type Shown = z.input<typeof mailImportSchema>

const showWith = (found: MailImport, outcomes: Awaited<ReturnType<typeof outcomesOf>>): Shown => {
  const of = (state: string): number =>
    Number(outcomes.find((each) => each.importId === found.id && each.state === state)?.count ?? 0)
  const [placed, aside, notShown] = [of('placed'), of('quarantined'), of('ignored')]
  const minutes = (found.updatedAt.getTime() - found.startedAt.getTime()) / 60_000
  const isOver = found.endedAt !== null
  const left = found.total - found.position
  return {
    id: found.id,
    mailboxId: found.mailboxId,
    address: found.address,
    name: found.name,
    done: found.total === 0 ? (isOver ? 1 : 0) : Math.min(1, found.position / found.total),
    seen: found.seen,
    added: placed,
    keptAside: aside,
    notShown,
    known: Math.max(0, found.seen - placed - aside - notShown),
    perMinute: minutes > 0 ? Math.round(found.seen / minutes) : null,
    secondsLeft: isOver || found.position === 0 ? null : Math.round((left / found.position) * minutes * 60),
    startedAt: found.startedAt.toISOString(),
    endedAt: found.endedAt?.toISOString() ?? null,
    fault: found.fault,
  }
}

const show = async (db: Database, found: MailImport | undefined): Promise<Shown> => {
  if (!found) throw platformErrors.notFound()
  return showWith(found, await outcomesOf(db, [found.id]))
}

/** How far an import has come. @throws platform.not-found */
export const showImport = async (db: Database, id: number): Promise<Shown> =>
  show(db, await findImport(db, id))

/** The newest imports with how far each has come. */
export const listImports = async (db: Database): Promise<Shown[]> => {
  const rows = await newestImports(db, SHOWN)
  const outcomes = await outcomesOf(
    db,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => showWith(row, outcomes))
}
