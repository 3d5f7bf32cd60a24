import { z } from 'zod'
import { emailAnnouncements } from '../../server/channels/email/contract.ts'
import { transact } from '../../server/platform/db/transaction.ts'
import { systemActor } from '../../server/platform/identity/actor.ts'
import { newSecret } from '../../server/platform/identity/tokens.ts'
import { announce } from '../../server/platform/journal/announce.ts'
import { addCase, addCustomer } from '../factories/desk.ts'
import { type Person, sessionHeaders, type World } from './world.ts'

/** One of everything that an address or a body can point at, all belonging together. */
export type Objects = Readonly<Record<string, number | string>>

/**
 * Who may see an object, by the name of the path parameter or field that points at it. `team`: who may see the
 * case. `self`: the person it belongs to. `everybody`: all who may knock at the route. A name that is missing
 * here is undeclared, and the matrix is red until somebody has thought about it.
 */
export const sightOf: Readonly<Record<string, 'team' | 'self' | 'everybody'>> = {
  caseId: 'team',
  otherCaseId: 'team',
  contactId: 'team',
  messageId: 'team',
  noteId: 'team',
  factId: 'team',
  repeatId: 'team',
  legId: 'team',
  attachmentId: 'team',
  regroupingId: 'team',
  handOffId: 'team',
  consultId: 'team',
  absenceId: 'team',
  solutionId: 'team',
  sessionId: 'self',
  staffId: 'everybody',
  teamId: 'everybody',
  customerId: 'everybody',
  addressId: 'everybody',
  customerNoteId: 'everybody',
  organisationId: 'everybody',
  fieldId: 'everybody',
  macroId: 'team',
  mailboxId: 'everybody',
  dkimKeyId: 'everybody',
  rawMailId: 'everybody',
  tokenId: 'everybody',
  calendarId: 'everybody',
  promiseId: 'team',
  noticedPromiseId: 'self',
  guidelineId: 'everybody',
  escalationId: 'team',
}

/** Ids that were never given out. */
export const goneObjects: Objects = Object.fromEntries(
  Object.keys(sightOf).map((name) => [name, 900_000_001]),
)

/** Makes fresh objects on one side of the house; what is somebody's own belongs to `self`. */
export const makeObjects = async (world: World, side: 'own' | 'foreign', self: Person): Promise<Objects> => {
  const { db } = world.platform
  const teamId = world.teams[side]
  const owner = world.people[side === 'own' ? 'lead' : 'agent of another team']
  const staffId = owner.staffId ?? 0
  const actor = { staffId } as Parameters<typeof addCase>[1]['owner']
  const customerId = await addCustomer(db)
  const addOpenCase = () => addCase(db, { teamId, owner: actor, customerId })
  const [caseId, otherCaseId] = [await addOpenCase(), await addOpenCase()]
  await doubted(world, caseId, otherCaseId)
  // Held by the duty lead, so that it can be taken.
  await db.updateTable('cases').set({ held_on_duty: true }).where('id', '=', caseId).execute()
  const mine = self.staffId ?? staffId
  return {
    teamId,
    staffId,
    customerId,
    caseId,
    otherCaseId,
    regroupingId: await mergedCase(world, owner, await addOpenCase(), await addOpenCase()),
    ...(await promised(world, caseId, staffId)),
    ...(await escalated(world, caseId, teamId, mine)),
    ...(await inCase(world, caseId, customerId, mine)),
    ...(await inStory(world, caseId, mine)),
    ...(await aroundCustomer(world, customerId, mine)),
    ...(await ofPerson(world, self.accountId ?? 0)),
    ...(await ofDesk(world, teamId, staffId)),
    ...(await ofOwnership(world, { teamId, staffId, mine, caseId: await addOpenCase() })),
  }
}

/** Merges one case into another. @returns the id of the regrouping, which can be undone */
const mergedCase = async (world: World, owner: Person, from: number, into: number): Promise<number> => {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/cases/${from}/merge`,
    headers: { ...(await sessionHeaders(world.platform, owner.accountId ?? 0)), 'if-match': '"1"' },
    payload: { intoCaseId: into },
  })
  return z.object({ id: z.number() }).parse(answer.json()).id
}

/** Says of a case that it may belong to another one. */
const doubted = ({ platform: { db } }: World, caseId: number, otherCaseId: number) => {
  const actor = systemActor('test')
  const said = { actor, caseId, objects: [], attributes: { otherCaseId } }
  return transact(db, actor, (tx) => announce(tx, emailAnnouncements.threadDoubted, said))
}

/** Says of a message that it went out as a mail and arrived. */
const mailedTo = async ({ db }: World['platform'], messageId: number, address: string) => {
  const [state, unique] = ['sent', newSecret()]
  const sender = { envelope_from: 'help@desk.example', header_message_id: `<${unique}@desk.example>` }
  const { id } = await db
    .insertInto('outbox')
    .values({ ...sender, message_id: messageId, state, next_try_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('outbox_recipients').values({ outbox_id: id, address, position: 1, state }).execute()
}

const inCase = async ({ platform }: World, caseId: number, customerId: number, staffId: number) => {
  const { db } = platform
  const at = new Date()
  // Two contacts, because a case is not left with none when one is split off or moved.
  const contactRow = { case_id: caseId, customer_id: customerId, channel: 'email', direction: 'in' }
  const [contact] = await db
    .insertInto('contacts')
    .values([at, at].map((started_at) => ({ ...contactRow, started_at, source: 'test' })))
    .returning('id')
    .execute()
  if (!contact) throw new Error('no contact was made')
  const message = await db
    .insertInto('messages')
    .values({
      case_id: caseId,
      contact_id: contact.id,
      author_kind: 'customer',
      author_name: 'Maria',
      text: 'Hello',
      html: '<p>Hello</p>',
      sent_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await mailedTo(platform, message.id, 'maria@example.com')
  const note = await db
    .insertInto('notes')
    .values({ case_id: caseId, author_id: staffId, text: 'Internal' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const attachment = await db
    .insertInto('attachments')
    .values({ ...(await storedFile(platform)), case_id: caseId, message_id: message.id })
    .returning('id')
    .executeTakeFirstOrThrow()
  const solution = await db
    .insertInto('solutions')
    .values({
      ...{ case_id: caseId, customer_id: customerId, proposed_by: staffId, words: 'We changed it.' },
      ...{ message_id: message.id, outcome: 'withdrawn', ended_at: at },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const noticed = await db
    .insertInto('noticed_promises')
    .values({ message_id: message.id, said_by: staffId, what: 'A call', due_at: soon(), time_given: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    ...{ contactId: contact.id, messageId: message.id, noteId: note.id, attachmentId: attachment.id },
    noticedPromiseId: noticed.id,
    solutionId: solution.id,
  }
}

const soon = (): Date => new Date(Date.now() + 3_600_000)

const promised = async ({ platform: { db } }: World, caseId: number, staffId: number) => {
  const { id } = await db
    .insertInto('promises')
    .values({
      ...{ case_id: caseId, made_on_case_id: caseId, what: 'A call', due_at: soon(), time_zone: 'UTC' },
      ...{ keeper_id: staffId, made_by: staffId },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { promiseId: id }
}

/** A guideline of the team that fired and asks somebody. */
const escalated = async ({ platform: { db } }: World, caseId: number, teamId: number, mine: number) => {
  const said = { condition: JSON.stringify({ kind: 'dissatisfied' }), advice: 'Call them.' }
  const guideline = await db
    .insertInto('guidelines')
    .values({ ...said, team_id: teamId, ask: 'lead', is_on: true })
    .returning('id')
    .executeTakeFirstOrThrow()
  const escalation = await db
    .insertInto('escalations')
    .values({ ...said, case_id: caseId, guideline_id: guideline.id, asked_id: mine, happened_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { guidelineId: guideline.id, escalationId: escalation.id }
}

interface Owned {
  readonly teamId: number
  readonly staffId: number
  readonly mine: number
  readonly caseId: number
}

/** An absence of somebody, and a case that is offered to them and that they are asked about. */
const ofOwnership = async ({ platform: { db }, people }: World, { teamId, staffId, mine, caseId }: Owned) => {
  const other = people[mine === people.admin.staffId ? 'leader' : 'admin'].staffId ?? 0
  // In the future, so that nobody here is away.
  const [starts_at, ends_at] = [new Date('2125-01-01'), new Date('2125-01-02')]
  const absence = await db
    .insertInto('absences')
    .values({ staff_id: mine, stand_in_id: other, starts_at, ends_at, hand_over: false, told_by: mine })
    .returning('id')
    .executeTakeFirstOrThrow()
  const brief = { need: 'x', done: 'x', promised: 'x', next_step: 'x', feeling: 'x' }
  const handOff = await db
    .insertInto('hand_offs')
    .values({
      ...brief,
      case_id: caseId,
      from_id: staffId,
      from_team_id: teamId,
      offered_by: staffId,
      to_id: mine === staffId ? other : mine,
      to_team_id: teamId,
      tell_customer: false,
      answer_by: new Date(Date.now() + 3_600_000),
      let_in: false,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const consult = await db
    .insertInto('consults')
    .values({
      ...{ case_id: caseId, asked_by: mine === staffId ? other : staffId, staff_id: mine, question: 'Why?' },
      ...{ may_write: false, lets_staff_write: false, lets_team_write: false },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { absenceId: absence.id, handOffId: handOff.id, consultId: consult.id }
}

/** What the customer told on a case, and that they had to say it again to somebody on the phone. */
const inStory = async ({ platform: { db } }: World, caseId: number, staffId: number) => {
  const fact = await db
    .insertInto('facts')
    .values({ case_id: caseId, slot: 'other', text: 'Left-handed', added_by: staffId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const at = new Date()
  const contact = await db
    .insertInto('contacts')
    .values({ case_id: caseId, channel: 'call', direction: 'in', started_at: at, source: 'test' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const [leg, repeated] = await db
    .insertInto('legs')
    .values(
      [1, 2].map((position) => ({
        ...{ contact_id: contact.id, position, staff_name: 'Kim', started_at: at, how_ended: 'ended' },
      })),
    )
    .returning('id')
    .execute()
  if (!leg || !repeated) throw new Error('no legs were made')
  const repeat = await db
    .insertInto('repeats')
    .values({ leg_id: repeated.id, is_repeat: true, noted_by: staffId })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { factId: fact.id, legId: leg.id, repeatId: repeat.id, line: 'tried' }
}

/** A file of one letter that nothing holds yet. @param uploadedBy actor text of whoever brought it */
export const storedFile = async ({ db, files }: World['platform'], uploadedBy = 'system:test') => {
  const key = newSecret()
  const about = { name: 'a.txt', media_type: 'text/plain', size: 1 }
  await db
    .insertInto('files')
    .values({ ...about, key, sha256: Buffer.alloc(32), uploaded_by: uploadedBy })
    .execute()
  await files.put(key, Buffer.from('a'))
  return { ...about, file_key: key }
}

const aroundCustomer = async ({ platform: { db } }: World, customerId: number, staffId: number) => {
  // A second address, because the last one of a customer cannot be taken away.
  const address = await db
    .insertInto('addresses')
    .values({ customer_id: customerId, kind: 'handle', shown: newSecret(), value: newSecret() })
    .returning('id')
    .executeTakeFirstOrThrow()
  const note = await db
    .insertInto('customer_notes')
    .values({ customer_id: customerId, author_id: staffId, text: 'Kind' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const organisation = await db
    .insertInto('organisations')
    .values({ name: 'Acme' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { addressId: address.id, customerNoteId: note.id, organisationId: organisation.id }
}

const ofPerson = async ({ platform: { db } }: World, account_id: number) => {
  const expires_at = new Date(Date.now() + 3_600_000)
  const session = await db
    .insertInto('sessions')
    .values({ account_id, token_sha256: Buffer.from(newSecret()), expires_at })
    .returning('id')
    .executeTakeFirstOrThrow()
  const token = await db
    .insertInto('api_tokens')
    .values({ account_id, name: 'made', token_sha256: Buffer.from(newSecret()), hint: 'abcd', scopes: [] })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { sessionId: session.id, tokenId: token.id }
}

const openWeek = Array(7).fill([{ from: '09:00', to: '17:00' }])

const ofDesk = async ({ platform }: World, teamId: number, staffId: number) => {
  const { db } = platform
  const unique = newSecret()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x')
  const field = await db
    .insertInto('field_definitions')
    .values({ object: 'customer', key: `f${unique}`, label: 'Colour', type: 'text' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const macro = await db
    .insertInto('macros')
    .values({ title: 'Greeting', body: 'Hello', created_by: staffId, team_id: teamId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const mailbox = await db
    .insertInto('mailboxes')
    .values({ name: 'Support', address: `${unique}@desk.example`, team_id: teamId })
    .returning('id')
    .executeTakeFirstOrThrow()
  const dkimKey = await db
    .insertInto('dkim_keys')
    .values({ domain: `${unique}.example`, selector: 'x', private_key_sealed: 'x', public_key: 'x' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const raw = await db
    .insertInto('raw_mails')
    .values({
      file_key: (await storedFile(platform)).file_key,
      sha256: Buffer.alloc(32),
      size: 1,
      arrived_by: 'smtp',
      delivery_key: Buffer.from(newSecret()),
      state: 'quarantined',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const calendar = await db
    .insertInto('calendars')
    .values({ name: unique })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('calendar_weeks')
    .values({ calendar_id: calendar.id, time_zone: 'UTC', week: JSON.stringify(openWeek) })
    .execute()
  return {
    calendarId: calendar.id,
    fieldId: field.id,
    macroId: macro.id,
    mailboxId: mailbox.id,
    dkimKeyId: dkimKey.id,
    rawMailId: raw.id,
  }
}
