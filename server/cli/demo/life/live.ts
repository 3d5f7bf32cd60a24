import { newCaseSchema } from '../../../cases/contract.ts'
import { openByHand, writeReply } from '../../../cases/index.ts'
import { takeInMail } from '../../../channels/email/index.ts'
import { newOrganisationSchema } from '../../../customers/contract.ts'
import { makeOrganisation, recogniseCustomer } from '../../../customers/index.ts'
import { type Tx, transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import { colleagues, teams } from '../company.ts'
import { type Cast, known } from '../people.ts'
import { happenedAt, restCase, showAsSent } from '../rest.ts'
import { companyCount, type EverydayCase, imagineCompanies, imagineLife } from './imagine-life.ts'
import { mailFrom } from './letter.ts'

export interface Living {
  readonly platform: Platform
  readonly cast: Cast
  readonly now: Date
  readonly cases: number
  /** Told after each case how many are done. */
  readonly progress?: (done: number) => void
}

// As many as there are reading threads that are kept.
const TOGETHER = 2
const actor = systemActor('demonstration')

/** Lives through sixty everyday days: mails by the mail path, calls as a telephone system reports them. */
export const liveThrough = async ({ platform, cast, now, cases, progress }: Living): Promise<void> => {
  await transact(platform.db, actor, async (tx) => {
    for (const { name, domain } of imagineCompanies(companyCount(cases)))
      await makeOrganisation(
        tx,
        known(cast.staff, 'grace'),
        newOrganisationSchema.parse({ name, domains: [domain] }),
      )
  })
  const waiting = imagineLife(cases, now).entries()
  let done = 0
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) {
      await liveCase(platform, cast, one, index)
      done += 1
      progress?.(done)
    }
  }
  await Promise.all(Array.from({ length: TOGETHER }, work))
}

const liveCase = async (platform: Platform, cast: Cast, one: EverydayCase, index: number): Promise<void> => {
  const caseId = one.call
    ? await takeCall(platform, cast, one, index)
    : await correspond(platform, cast, one, index)
  const last = one.words.at(-1)
  if (caseId === null || one.ends === null || !last) return
  const { ends } = one
  await transact(platform.db, actor, (tx) => restCase(tx, caseId, ends))
}

const correspond = async (
  platform: Platform,
  cast: Cast,
  { writer, team, need, words }: EverydayCase,
  index: number,
): Promise<number | null> => {
  let caseId: number | null = null
  for (const [place, { by, at, text }] of words.entries()) {
    if (by === 'customer') {
      const bytes = mailFrom({
        writer,
        to: teams[team].address,
        subject: need,
        text,
        at,
        thread: index,
        place,
      })
      const mail = { bytes, recipients: [teams[team].address], mailFrom: writer.address, receivedAt: at }
      const [placed] = await takeInMail(platform, mail)
      caseId = placed?.caseId ?? caseId
    } else if (caseId !== null) await answer(platform, cast, { caseId, by, at, text })
  }
  return caseId
}

const answer = (
  { db }: Platform,
  cast: Cast,
  { caseId, by, at, text }: { caseId: number; by: keyof typeof colleagues; at: Date; text: string },
): Promise<void> => {
  const colleague = known(cast.staff, by)
  return transact(db, colleague, async (tx) => {
    const { messageId } = await writeReply(tx, colleague, {
      ...{ caseId, channel: 'email', text, html: null, to: [], cc: [], attachments: [] },
      ...{
        seenUpTo: Number.MAX_SAFE_INTEGER,
        nextState: 'waiting-for-customer',
        undoSeconds: 0,
        writtenAt: at,
      },
    })
    await showAsSent(tx, messageId)
  })
}

/** As a telephone system reports it by its token. */
const takeCall = async (
  { db }: Platform,
  cast: Cast,
  { writer, team, need, words: [said], call }: EverydayCase,
  index: number,
): Promise<number | null> => {
  if (!call || !said) return null
  const colleague = known(cast.staff, call.by)
  return transact(db, colleague, async (tx) => {
    const { customerId } = await customerOf(tx, writer)
    const leg = {
      ...{ staffId: colleague.staffId, staffName: colleagues[call.by].name, teamId: known(cast.teams, team) },
      ...{ teamName: teams[team].name, startedAt: said.at.toISOString(), queueSeconds: call.queue * 60 },
      ...{ talkSeconds: call.talk * 60, afterCallSeconds: 60, howEnded: 'resolved' },
    }
    const endedAt = new Date(said.at.getTime() + (call.queue + call.talk) * 60_000).toISOString()
    const contact = { channel: 'call', summary: said.text, startedAt: leg.startedAt, endedAt, legs: [leg] }
    const opened = newCaseSchema.parse({
      ...{
        need,
        teamId: leg.teamId,
        customerId,
        contact: { ...contact, externalId: `demonstration-${index}` },
      },
    })
    const { caseId } = await openByHand(tx, { ...colleague, tokenId: 0 }, opened)
    await happenedAt(tx, caseId, said.at)
    return caseId
  })
}

const customerOf = (tx: Tx, { name, address }: EverydayCase['writer']) =>
  recogniseCustomer(tx, actor, { kind: 'email', value: address, name })
