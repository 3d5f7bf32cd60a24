import { z } from 'zod'
import { findStaff } from '../../../people/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { defineJob, enqueue } from '../../../platform/jobs/job.ts'
import { on } from '../../../platform/journal/reactions.ts'
import { runningSince } from '../actions/list-mailboxes.ts'
import { type Letter, mailPerson } from '../actions/mail-people.ts'
import { watchMailboxes } from '../actions/watch-mailboxes.ts'
import { emailAnnouncements } from '../contract.ts'
import { alarmById } from '../queries/alarms.ts'

type FoundAlarm = NonNullable<Awaited<ReturnType<typeof alarmById>>>

/** Looks each minute whether every mailbox gets its mail, and can send. */
export const watchJob = defineJob({
  name: 'email.watch',
  schema: z.looseObject({}),
  attempts: 1,
  schedule: '* * * * *',
  run: (context) => watchMailboxes(context, new Date(), runningSince),
})

const when = (time: Date): string => `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`

const mute = ({ name, address, since, words }: FoundAlarm, baseUrl: string): Letter => ({
  subject: `Mail cannot leave: ${name}`,
  text: `Since ${when(since)} the mailbox ${name} (${address}) cannot send.\n\n${words}\n\nNothing is lost: what was written waits, and leaves as soon as this is mended. See how it stands here:\n\n${baseUrl}/settings/mailboxes\n\nYou hear of this once, and once more when mail leaves again.`,
})

const unmuted = ({ name, address, since, endedAt }: FoundAlarm): Letter => ({
  subject: `Mail leaves again: ${name}`,
  text: `The mailbox ${name} (${address}) can send again since ${when(endedAt ?? new Date())}. It could not since ${when(since)}. What waited meanwhile is leaving.`,
})

const silent = ({ name, address, since, words }: FoundAlarm, baseUrl: string): Letter => ({
  subject: `No mail comes in: ${name}`,
  text: `Since ${when(since)} the mailbox ${name} (${address}) does not get its mail.\n\n${words}\n\nNothing is lost: what its server keeps is fetched as soon as this is mended. See what is wrong here:\n\n${baseUrl}/settings/mailboxes\n\nYou hear of this once, and once more when mail comes again.`,
})

const heard = ({ name, address, since, endedAt }: FoundAlarm): Letter => ({
  subject: `Mail comes in again: ${name}`,
  text: `The mailbox ${name} (${address}) gets its mail again since ${when(endedAt ?? new Date())}. It had been silent since ${when(since)}. What came meanwhile is being fetched.`,
})

/** Mails one person that a mailbox is in trouble, or is well again; what is no longer so is not said. */
export const mailAlarmJob = defineJob({
  name: 'email.mail-alarm',
  schema: z.strictObject({ alarmId: z.number().int(), staffId: z.number().int(), isOver: z.boolean() }),
  attempts: 12,
  run: async (context, { alarmId, staffId, isOver }) => {
    const alarm = await alarmById(context.db, alarmId)
    const person = await findStaff(context.db, staffId)
    if (!alarm || !person || (alarm.endedAt !== null) !== isOver) return
    const [begin, end] = alarm.direction === 'in' ? [silent, heard] : [mute, unmuted]
    const letter = isOver ? end(alarm) : begin(alarm, context.config.BASE_URL)
    const sent = await mailPerson(context, person, letter)
    if (!sent) context.logger.warn({ alarm: alarmId }, 'an alarm could not be mailed: no mailbox can send')
  },
})

const tell =
  (isOver: boolean) =>
  async (
    { db }: Parameters<typeof mailAlarmJob.run>[0],
    { attributes: { alarmId } }: { attributes: { alarmId: number } },
  ): Promise<void> => {
    const alarm = await alarmById(db, alarmId)
    await transact(db, systemActor('email'), async (tx) => {
      for (const staffId of alarm?.told ?? []) {
        const key = `email.mail-alarm:${alarmId}:${staffId}:${isOver}`
        await enqueue(tx, mailAlarmJob, { alarmId, staffId, isOver }, { key })
      }
    })
  }

/** Each of those who can do something is mailed by a job of their own, so that one dead address stops no other. */
export const tellSilence = on(emailAnnouncements.mailboxSilent, 'email.tell-silence', tell(false))
export const tellHeard = on(emailAnnouncements.mailboxHeard, 'email.tell-heard', tell(true))
