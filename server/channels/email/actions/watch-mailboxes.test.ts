import { beforeAll, beforeEach, expect, it } from 'vitest'
import { hearingOf } from '../../../../tests/factories/reactions.ts'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { closeLater } from '../../../../tests/harness/closing.ts'
import { type MailSink, startMailSink } from '../../../../tests/harness/mail-sink.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../../platform/identity/actor.ts'
import { mailAlarmJob } from '../jobs/watch.ts'
import { noteFetch, noteSendError } from '../queries/mailbox-health.ts'
import { listAlarms } from './list-mailboxes.ts'
import { watchMailboxes } from './watch-mailboxes.ts'

let desk: StaffedDesk
let sink: MailSink
let hear: () => Promise<void>
let mailboxId: number
const longAgo = new Date(0)
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const look = (minutes: number) => watchMailboxes(desk.platform, inMinutes(minutes), longAgo)

beforeAll(async () => {
  sink = await startMailSink()
  closeLater(sink.close)
  desk = await createStaffedDesk({ SMTP_RELAY: `smtp://127.0.0.1:${sink.port}` })
  await desk.platform.db.updateTable('accounts').set({ password_hash: 'joined' }).execute()
  hear = hearingOf(desk.platform, 'channels/email')
})
beforeEach(async () => {
  const { db } = desk.platform
  await db.deleteFrom('mailboxes').execute()
  sink.mails.splice(0)
  const imap = JSON.stringify({ host: 'imap.school.example', port: 993, security: 'tls', user: 'help' })
  const values = { name: 'Help', address: 'help@school.example', team_id: desk.teamId, imap }
  mailboxId = (await db.insertInto('mailboxes').values(values).returning('id').executeTakeFirstOrThrow()).id
  await noteFetch(db, mailboxId, null)
  await hear()
  await desk.news()
})

/** What the people told are mailed, by jobs that run twice as the queue may do. */
const mails = async () => {
  await hear()
  const { rows } = await desk.platform.database.pool.query<{ payload: unknown }>(
    `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = 'email.mail-alarm' returning j.payload`,
  )
  for (const { payload } of rows) await mailAlarmJob.run({ ...desk.platform, attempt: 1 }, payload)
  return sink.mails.splice(0).map(({ to, mail }) => `${to[0]}: ${mail.subject}`)
}
const seenBy = async (person: StaffActor, minutes: number) =>
  (await listAlarms(desk.platform.db, person, inMinutes(minutes))).items.map(({ words }) => words)
const addressOf = async ({ staffId }: StaffActor) =>
  (
    await desk.platform.db
      .selectFrom('staff')
      .innerJoin('accounts', 'accounts.id', 'account_id')
      .select('accounts.email')
      .where('staff.id', '=', staffId)
      .executeTakeFirstOrThrow()
  ).email

it('a mailbox that gets no mail alarms within five minutes, once, whoever can do something', async () => {
  await noteFetch(desk.platform.db, mailboxId, 'imap.school.example does not answer on port 993.')
  await look(2)
  expect(await mails()).toEqual([])
  for (const minutes of [4, 5, 30]) await look(minutes)
  const [admin, lead] = [await addressOf(desk.admin), await addressOf(desk.lead)]
  expect((await mails()).sort()).toEqual(
    [`${admin}: No mail comes in: Help`, `${lead}: No mail comes in: Help`].sort(),
  )
  expect((await desk.news()).filter(({ type }) => type === 'email.mailbox-silent')).toHaveLength(1)
})

it('the desk shows it to administrators and to whoever is on duty, to nobody else', async () => {
  await noteFetch(desk.platform.db, mailboxId, 'It is away.')
  for (const person of [desk.admin, desk.lead]) {
    expect(await seenBy(person, 2)).toEqual([])
    expect(await seenBy(person, 5)).toEqual(['It is away.'])
  }
  for (const person of [desk.agent, desk.leader]) expect(await seenBy(person, 5)).toEqual([])
  const { body } = await (await desk.at(desk.agent)).get('/mailbox-alarms')
  expect(body).toEqual({ isTold: false, items: [] })
})

it('the alarm ends by itself when mail comes again, and those who were told hear of that', async () => {
  await look(5)
  expect(await mails()).toHaveLength(2)
  await desk.platform.db
    .updateTable('mailboxes')
    .set({ last_success_at: inMinutes(6) })
    .execute()
  await look(7)
  await look(8)
  expect((await mails()).every((mail) => mail.includes('Mail comes in again: Help'))).toBe(true)
  expect(await seenBy(desk.admin, 7)).toEqual([])
  await look(20)
  expect(await mails()).toHaveLength(2)
})

it('of a mailbox that recovered before anybody could be mailed, nobody is told that it is silent', async () => {
  await look(5)
  await desk.platform.db
    .updateTable('mailboxes')
    .set({ last_success_at: inMinutes(6) })
    .execute()
  await look(7)
  expect((await mails()).filter((mail) => mail.includes('No mail'))).toEqual([])
})

it('two workers that look at the same moment raise one alarm', async () => {
  await Promise.all([look(5), look(5), look(5)])
  expect(await mails()).toHaveLength(2)
})

it('a desk that was off over night raises nothing while it catches up', async () => {
  await watchMailboxes(desk.platform, inMinutes(600), inMinutes(599))
  expect(await mails()).toEqual([])
})

it('a mailbox that is switched off ends its alarm and never alarms', async () => {
  await look(5)
  await mails()
  await desk.platform.db.updateTable('mailboxes').set({ switched_off_at: new Date() }).execute()
  await look(6)
  expect(
    await desk.platform.db.selectFrom('mailbox_alarms').select('id').where('ended_at', 'is', null).execute(),
  ).toEqual([])
})

it('the list of mailboxes says since when, how much waits, and whether it alarms', async () => {
  await noteFetch(desk.platform.db, mailboxId, 'It is away.')
  const values = { mailbox_id: mailboxId, path: 'INBOX', waiting: 12, waiting_since: new Date('2026-01-02') }
  await desk.platform.db.insertInto('mailbox_folders').values(values).execute()
  const { body } = await desk.ada.get('/mailboxes')
  expect(body).toMatchObject({
    items: [{ lastErrorSince: expect.any(String), waiting: { mails: 12 }, unreadSince: null, alarm: null }],
  })
})

const noteMute = (words: string | null) =>
  transact(desk.platform.db, systemActor('email'), (tx) => noteSendError(tx, mailboxId, words))

it('a mailbox that cannot send alarms within five minutes, apart from what it gets, and ends when it sends', async () => {
  await noteMute('Its password is wrong. Mend it in Settings, Mailboxes.')
  await noteFetch(desk.platform.db, mailboxId, null)
  const isFetchedOn = (minutes: number) =>
    desk.platform.db
      .updateTable('mailboxes')
      .set({ last_success_at: inMinutes(minutes) })
      .execute()
  await isFetchedOn(20)
  await look(2)
  expect(await mails()).toEqual([])
  for (const minutes of [4, 5, 10]) await look(minutes)
  expect((await mails()).map((mail) => mail.replace(/^.*?: /, ''))).toEqual([
    ...['Mail cannot leave: Help', 'Mail cannot leave: Help'],
  ])
  const { items } = await listAlarms(desk.platform.db, desk.admin, inMinutes(5))
  expect(items).toMatchObject([{ direction: 'out', words: expect.stringContaining('Settings, Mailboxes') }])
  const { body } = await desk.ada.get('/mailboxes')
  expect(body).toMatchObject({
    items: [{ alarm: null, sending: { error: expect.stringContaining('password is wrong') } }],
  })
  await noteMute(null)
  await look(11)
  expect((await mails()).map((mail) => mail.replace(/^.*?: /, ''))).toEqual([
    ...['Mail leaves again: Help', 'Mail leaves again: Help'],
  ])
})
