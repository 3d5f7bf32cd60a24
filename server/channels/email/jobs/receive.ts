import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { defineJob, type JobContext } from '../../../platform/jobs/job.ts'
import type { Platform } from '../../../platform/platform.ts'
import { findCase } from '../actions/find-case.ts'
import { teamFor } from '../actions/find-recipient.ts'
import { readComplaint } from '../actions/find-reported.ts'
import { keepColleaguesWord } from '../actions/keep-colleagues-word.ts'
import { place } from '../actions/place.ts'
import { prove } from '../actions/prove.ts'
import { readBounce } from '../actions/read-bounce.ts'
import { setAside } from '../actions/set-aside.ts'
import { understand } from '../actions/understand.ts'
import { unwrapForward } from '../actions/unwrap-forward.ts'
import { readBriefly, readMail, readSlowly, Unreadable } from '../mime/reader.ts'
import { waitingMail } from '../queries/raw-mails.ts'
import { reportReason } from '../rules/bounce-reason.ts'
import type { Verdict } from '../rules/judge.ts'
import { standingOf } from '../rules/standing.ts'
import { queueSlowReading, receiveSlowlyTicket, receiveTicket } from './queue.ts'
import { receiveOld } from './receive-old.ts'

/** Tries before a mail that breaks its reading is set aside for a person to look at. */
const TRIES = 3
const SLOW_TRIES = 2

const field = (error: Error, name: 'code' | 'syscall'): string =>
  name in error ? String(error[name as keyof typeof error]) : ''

/** The database or the disk is away: nothing is wrong with the mail. */
const isOutage = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(08|53|57P|ECONN|EPIPE|ETIMEDOUT|ENOSPC|EMFILE)/.test(field(error, 'code')) ||
    field(error, 'syscall') === 'connect' ||
    /Connection terminated|timeout exceeded when trying to connect|connection error/.test(error.message))

type Contact = Extract<Verdict, { kind: 'contact' }>

/** Somebody's words in it, if there are any: a person who tells us of a report is a person. */
const contactIn = (verdict: Verdict): Contact | null => {
  if (verdict.kind === 'contact') return verdict
  return verdict.kind === 'bounce' && verdict.otherwise?.kind === 'contact' ? verdict.otherwise : null
}

/**
 * Steps 2 to 5 of a stored mail: read it, judge it, find person and case, put it there. Safe to run again.
 * @throws Unreadable
 */
export const receive = async (platform: Platform, rawMailId: number, read = readMail): Promise<void> => {
  const { db, seal } = platform
  const raw = await waitingMail(db, rawMailId)
  if (!raw) return
  if (raw.importId !== null && (await receiveOld(platform, raw, raw.importId))) return
  const ignore = (reason: string) => setAside(platform, raw.id, 'ignored', reason)
  const found = await understand(platform, raw, read)
  if (found.kind === 'quarantine') return setAside(platform, raw.id, 'quarantined', found.reason)
  if (found.kind === 'ignore') return ignore(found.reason)
  const { mail, ownAddresses } = found
  const about = {
    ...{ raw, mail, ownAddresses },
    teamId: await teamFor(db, seal, raw),
    proof: await prove(platform, raw, mail, found.bytes),
  }
  const contact = contactIn(found)
  if (found.kind !== 'contact' && contact?.automatic !== 'no') {
    const reported =
      found.kind === 'complaint'
        ? await readComplaint(platform, mail)
        : await readBounce(platform, mail, reportReason(mail.report))
    if (typeof reported !== 'string') {
      await place(platform, { ...about, ...reported, from: null }, reported.also)
      return
    }
    if (contact === null) return ignore(reported)
  }
  if (contact === null) return
  const { from, automatic } = contact
  const standing = standingOf(about.proof)
  const thread = await findCase(db, seal, mail, {
    ...{ from, recipients: raw.recipients, ownAddresses },
    isDisowned: standing?.kind === 'failed',
  })
  if (automatic === 'reply' && thread.caseId === null)
    return ignore('It is an automatic reply that answers none of our cases.')
  const kind = automatic === 'no' ? 'message' : 'automatic'
  const passedOn =
    automatic === 'no' ? await unwrapForward(db, mail, { from, thread, standing, ownAddresses }) : null
  if (passedOn) return void (await place(platform, { ...about, kind, ...passedOn }, passedOn.also))
  const own =
    automatic === 'no'
      ? await keepColleaguesWord(platform, { rawMailId: raw.id, mail, from, thread, standing })
      : thread
  if (own) await place(platform, { ...about, kind, from, thread: own })
}

/** After the last try the mail waits for a person, with the reason. @throws what asks for another try */
const giveUp = async (
  context: JobContext,
  rawMailId: number,
  error: unknown,
  tries: number,
): Promise<void> => {
  const isFinal = error instanceof Unreadable && error.isFinal
  if (!isFinal && (context.attempt < tries || isOutage(error))) throw error
  const words = error instanceof Error ? error.message : String(error)
  await setAside(context, rawMailId, 'quarantined', words.slice(0, 500))
}

/** Reads and places one stored mail. What is not read briefly moves to the slow lane: it delays no other. */
export const receiveJob = defineJob({
  ...receiveTicket,
  run: async (context, { rawMailId }) => {
    try {
      await receive(context, rawMailId, readBriefly)
    } catch (error) {
      const isHard = error instanceof Unreadable && error.by !== 'refusal'
      if (!isHard) return giveUp(context, rawMailId, error, TRIES)
      await transact(context.db, systemActor('email'), (tx) => queueSlowReading(tx, rawMailId))
    }
  },
})

/** The same with patience, for one mail at a time in the whole installation. */
export const receiveSlowlyJob = defineJob({
  ...receiveSlowlyTicket,
  run: (context, { rawMailId }) =>
    receive(context, rawMailId, readSlowly).catch((error) => giveUp(context, rawMailId, error, SLOW_TRIES)),
})
