import { newCaseSchema, newContactSchema, newFactSchema, newNoteSchema } from '../../cases/contract.ts'
import {
  closeCase,
  keepFact,
  logContact,
  noteRepeat,
  openByHand,
  receiveContact,
  takeCase,
  writeNote,
  writeReply,
} from '../../cases/index.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { storeFile } from '../../platform/files/files.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import type { Platform } from '../../platform/platform.ts'
import { momentOf } from './ago.ts'
import { type CustomerKey, colleagues, customers, type Person, teams } from './company.ts'
import { pdfOf, pictureOf } from './files.ts'
import { type Cast, known } from './people.ts'
import { restCase } from './rest.ts'
import { setClock } from './set-clock.ts'
import type { LegTold, Step, Story } from './story.ts'

type Told<K extends string> = Extract<Step, Record<K, unknown>>

interface Telling {
  readonly platform: Platform
  readonly cast: Cast
  readonly now: Date
  readonly story: Story
}

/** Tells one story through the doors of the rooms, each step in a transaction at its own moment. @returns its case */
export const tell = async (telling: Telling): Promise<number> => {
  let caseId: number | null = null
  for (const step of telling.story.steps) {
    const at = momentOf(step.at, telling.now)
    caseId = await transact(telling.platform.db, systemActor('demonstration'), async (tx) => {
      const id = await take(tx, telling, step, caseId, at)
      await setClock(tx, at)
      return id
    })
  }
  if (caseId === null) throw new Error(`"${telling.story.need}" is told without a step`)
  return caseId
}

const take = async (
  tx: Tx,
  telling: Telling,
  step: Step,
  caseId: number | null,
  at: Date,
): Promise<number> => {
  if ('says' in step) return hear(tx, telling, step, caseId, at)
  if ('logs' in step) return log(tx, telling, step, caseId, at)
  if (caseId === null) throw new Error(`"${telling.story.need}" begins with nobody saying anything`)
  if ('rests' in step) await restCase(tx, caseId, step.rests)
  else await act(tx, telling, step, caseId)
  return caseId
}

const act = async (
  tx: Tx,
  { cast, story }: Telling,
  step:
    | Told<'answers'>
    | Told<'notes'>
    | Told<'takes'>
    | Told<'closes'>
    | Told<'keeps'>
    | Told<'repeatsInEachLeg'>,
  caseId: number,
): Promise<void> => {
  const actor = known(cast.staff, step.by)
  if ('takes' in step) return takeCase(tx, actor, caseId)
  if ('closes' in step) return closeCase(tx, actor, caseId, { reason: step.closes, words: '' })
  if ('repeatsInEachLeg' in step) return noteRepeats(tx, actor, caseId)
  if ('keeps' in step) {
    for (const [slot, text] of step.keeps)
      await keepFact(tx, actor, caseId, newFactSchema.parse({ slot, text }))
    return
  }
  if ('notes' in step) {
    const mentionedIds = (step.mentions ?? []).map((who) => known(cast.staff, who).staffId)
    await writeNote(tx, actor, caseId, newNoteSchema.parse({ text: step.notes, mentionedIds }))
    return
  }
  await writeReply(tx, actor, {
    ...{ caseId, channel: story.channel === 'chat' ? 'chat' : 'email', text: step.answers, html: null },
    ...{ to: [], cc: [], attachments: [], seenUpTo: Number.MAX_SAFE_INTEGER, undoSeconds: 0 },
    nextState: step.goesOn ? 'open' : 'waiting-for-customer',
  })
}

const noteRepeats = async (tx: Tx, actor: StaffActor, caseId: number): Promise<void> => {
  const [, ...later] = await tx
    .selectFrom('legs')
    .innerJoin('contacts', 'contacts.id', 'contact_id')
    .select('legs.id')
    .where('case_id', '=', caseId)
    .orderBy('legs.started_at')
    .execute()
  for (const { id } of later) await noteRepeat(tx, actor, caseId, { legId: id, isRepeat: true })
}

const person = (key: CustomerKey): Person => customers[key]

const hear = async (tx: Tx, telling: Telling, step: Told<'says'>, caseId: number | null, at: Date) => {
  const { cast, story } = telling
  const customer = known(cast.customers, story.customer)
  const { name, locale } = person(story.customer)
  const channel = story.channel === 'chat' || story.channel === 'form' ? story.channel : 'email'
  const received = await receiveContact(tx, systemActor(channel), {
    ...{ caseId, teamId: known(cast.teams, story.team), customerId: customer.id },
    ...{ organisationId: customer.organisationId, channel, source: channel, need: story.need },
    ...{ subject: story.need, sentAt: at, language: locale ?? 'en' },
    message: { text: step.says, quoted: '', signature: '', html: null, kind: 'message', authorName: name },
    attachments: step.file ? [await attach(tx, telling, step.file)] : [],
    cc: (step.cc ?? []).map((address) => ({ address, name: '' })),
  })
  if (caseId === null && story.tags)
    await tx
      .updateTable('cases')
      .set({ tags: [...story.tags] })
      .where('id', '=', received.caseId)
      .execute()
  return received.caseId
}

const attach = async (tx: Tx, { platform, story }: Telling, file: 'invoice' | 'photo') => {
  const { name: customer } = person(story.customer)
  const lines = [
    'Larkfield Telecom',
    '',
    `Invoice for ${customer.replace(/[^\x20-\x7e]/g, '')}`,
    'Total: 84.50',
  ]
  const made =
    file === 'invoice'
      ? { name: 'invoice-october.pdf', mediaType: 'application/pdf', bytes: pdfOf(lines) }
      : { name: 'photo.png', mediaType: 'image/png', bytes: pictureOf(960, 640) }
  const { key, size } = await storeFile(tx, platform.files, systemActor('demonstration'), made)
  return { fileKey: key, name: made.name, mediaType: made.mediaType, size, contentId: null }
}

const log = async (tx: Tx, { cast, story }: Telling, step: Told<'logs'>, caseId: number | null, at: Date) => {
  const actor = known(cast.staff, step.by)
  const legs = (step.legs ?? []).map((leg, _, all) => legOf(cast, leg, at, all[0]?.from ?? 0))
  const contact = newContactSchema.parse({
    ...{
      channel: step.logs,
      direction: step.direction ?? 'in',
      subject: step.subject,
      summary: step.summary,
    },
    ...{ startedAt: at.toISOString(), legs },
  })
  if (caseId !== null) return (await logContact(tx, actor, caseId, contact)).caseId
  const opened = newCaseSchema.parse({
    ...{ need: story.need, teamId: known(cast.teams, story.team), tags: [...(story.tags ?? [])], contact },
    customerId: known(cast.customers, story.customer).id,
  })
  return (await openByHand(tx, actor, opened)).caseId
}

const AFTER_CALL_SECONDS = 120

const legOf = (cast: Cast, leg: LegTold, at: Date, first: number) => ({
  staffName: leg.who,
  ...(leg.colleague && {
    staffId: known(cast.staff, leg.colleague).staffId,
    staffName: colleagues[leg.colleague].name,
  }),
  teamId: known(cast.teams, leg.team),
  teamName: teams[leg.team].name,
  startedAt: new Date(at.getTime() + (leg.from - first) * 60_000).toISOString(),
  queueSeconds: leg.queue * 60,
  talkSeconds: leg.talk * 60,
  holdSeconds: (leg.hold ?? 0) * 60,
  afterCallSeconds: AFTER_CALL_SECONDS,
  howEnded: leg.end,
})
