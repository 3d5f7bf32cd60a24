import { keepHistory, partakes, type Received, unsafeFindCaseByMessage } from '../../../cases/index.ts'
import { recogniseCustomer } from '../../../customers/index.ts'
import { staffIdAt } from '../../../people/index.ts'
import { type Tx, transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Mail, Mailbox } from '../mime/mail.ts'
import { insertHeaders, messagesAround } from '../queries/mail-headers.ts'
import { holdWaitingMail, settleMail, type WaitingMail } from '../queries/raw-mails.ts'
import { needOf } from '../rules/subject.ts'
import { attachmentOf, bodyOf, headersOf, type KeptPart, keepParts } from './place.ts'

const actor = systemActor('email')

/** A mail of old times whose writer is known. */
export interface OldMail {
  readonly raw: WaitingMail
  readonly mail: Mail
  readonly from: Mailbox
  readonly automatic: boolean
  /** Whether it came from a folder of sent mail. */
  readonly isSent: boolean
  readonly teamId: number
  readonly ownAddresses: ReadonlySet<string>
}

/** The mail's own date when that can be true, else when it was delivered. */
export const dateOfOld = (mail: Mail, receivedAt: Date): Date => {
  const stated = mail.sentAt === null ? receivedAt : new Date(mail.sentAt)
  return stated > new Date() || stated.getFullYear() < 1980 ? receivedAt : stated
}

/** The case of a mail that this one answers, or that answers it, if one of `who` takes part there. */
const caseAround = async (tx: Tx, mail: Mail, who: readonly string[]): Promise<number | null> => {
  for (const messageId of await messagesAround(tx, mail.messageId, [...mail.inReplyTo, ...mail.references])) {
    const place = await unsafeFindCaseByMessage(tx, messageId)
    if (!place) continue
    for (const address of who) if (await partakes(tx, place.caseId, address)) return place.caseId
  }
  return null
}

/** Puts an old mail on record: nobody waits for it, no clock runs for it, and nothing is answered. */
export const keepOldMail = async (platform: Platform, old: OldMail): Promise<void> => {
  const kept = await keepParts(platform, old.mail.parts)
  await transact(platform.db, actor, async (tx) => {
    if (!(await holdWaitingMail(tx, old.raw.id))) return
    const received = await write(tx, old, kept)
    await insertHeaders(tx, headersOf(old, received.messageId))
    await settleMail(tx, old.raw.id, { state: 'placed', ...received })
  })
}

const write = async (tx: Tx, old: OldMail, kept: readonly KeptPart[]): Promise<Received> => {
  const { raw, mail, from, ownAddresses } = old
  const staffId = await staffIdAt(tx, from.address)
  const isOurs = old.isSent || staffId !== null || ownAddresses.has(from.address)
  const others = [...mail.to, ...mail.cc].filter(({ address }) => !ownAddresses.has(address))
  const customer = isOurs ? others[0] : from
  const known = customer
    ? await recogniseCustomer(tx, actor, { kind: 'email', value: customer.address, name: customer.name })
    : null
  const who = isOurs ? others.map(({ address }) => address) : [from.address]
  return keepHistory(tx, actor, {
    caseId: await caseAround(tx, mail, who),
    teamId: old.teamId,
    customerId: known?.customerId ?? null,
    organisationId: known?.organisationId ?? null,
    source: 'email',
    externalId: `raw-mail:${raw.id}`,
    need: needOf(mail),
    subject: mail.subject,
    at: dateOfOld(mail, raw.receivedAt),
    by: isOurs ? { kind: 'staff', staffId } : { kind: 'customer' },
    message: {
      ...bodyOf(mail),
      kind: old.automatic ? 'automatic' : 'message',
      labels: mail.labels,
      authorName: from.name || from.address,
    },
    attachments: kept.map(attachmentOf),
    cc: others.filter(({ address }) => address !== customer?.address).slice(0, 100),
    ...(mail.language && { language: mail.language }),
  })
}
