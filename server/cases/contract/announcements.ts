import { z } from 'zod'
import { defineAnnouncement } from '../../platform/contract/announcement.ts'
import { caseStates, channels, closeReasons } from './case.ts'
import { briefLines, factSlots } from './story.ts'

const contact = z.object({ contactId: z.number(), channel: z.enum(channels) })
const fact = z.object({ factId: z.number(), slot: z.enum(factSlots) })
const repeat = z.object({ repeatId: z.number(), isRepeat: z.boolean() })
const between = z.object({ from: z.enum(caseStates), to: z.enum(caseStates) })
const regrouped = z.object({ regroupingId: z.number(), otherCaseId: z.number(), otherCaseNumber: z.number() })

/** Everything that can be announced of a case; methods.md section 1 names the same events for process mining. */
export const caseAnnouncements = {
  received: defineAnnouncement('cases.received', contact),
  contactStarted: defineAnnouncement('cases.contact-started', contact),
  messageIn: defineAnnouncement(
    'cases.message-in',
    z.object({ messageId: z.number(), contactId: z.number() }),
  ),
  messageOut: defineAnnouncement(
    'cases.message-out',
    z.object({ messageId: z.number(), contactId: z.number() }),
  ),
  /** Something of old times was put on record: nobody waits for it. */
  historyKept: defineAnnouncement(
    'cases.history-kept',
    z.object({ messageId: z.number(), contactId: z.number() }),
  ),
  /** A room asks the channel of the case to tell the customer something in somebody's name. */
  wordsAsked: defineAnnouncement('cases.words-asked', z.object({ staffId: z.number(), text: z.string() })),
  /** The desk itself wrote to the customer: a reminder, not an answer. */
  noticeOut: defineAnnouncement(
    'cases.notice-out',
    z.object({ messageId: z.number(), contactId: z.number() }),
  ),
  messageTakenBack: defineAnnouncement('cases.message-taken-back', z.object({ messageId: z.number() })),
  deliveryChanged: defineAnnouncement(
    'cases.delivery-changed',
    z.object({ messageId: z.number(), delivery: z.string() }),
  ),
  noteWritten: defineAnnouncement(
    'cases.note-written',
    z.object({ noteId: z.number(), mentionedIds: z.array(z.number()) }),
  ),
  noteChanged: defineAnnouncement('cases.note-changed', z.object({ noteId: z.number() })),
  taken: defineAnnouncement('cases.taken', z.object({ fromStaffId: z.number(), toStaffId: z.number() })),
  stateChanged: defineAnnouncement('cases.state-changed', between),
  closed: defineAnnouncement('cases.closed', z.object({ reason: z.enum(closeReasons), words: z.string() })),
  reopened: defineAnnouncement('cases.reopened', between),
  changed: defineAnnouncement('cases.changed', z.object({ changed: z.array(z.string()) })),
  merged: defineAnnouncement('cases.merged', regrouped),
  split: defineAnnouncement('cases.split', regrouped),
  moved: defineAnnouncement('cases.moved', regrouped),
  regroupingUndone: defineAnnouncement('cases.regrouping-undone', z.object({ regroupingId: z.number() })),
  factAdded: defineAnnouncement('cases.fact-added', fact),
  factCorrected: defineAnnouncement('cases.fact-corrected', fact),
  factRetracted: defineAnnouncement('cases.fact-retracted', fact),
  briefWritten: defineAnnouncement('cases.brief-written', z.object({ line: z.enum(briefLines) })),
  repeatNoted: defineAnnouncement('cases.repeat-noted', repeat),
  repeatTakenBack: defineAnnouncement('cases.repeat-taken-back', repeat),
  recordRead: defineAnnouncement('cases.record-read', z.object({ upToContactId: z.number() })),
  macroChanged: defineAnnouncement('cases.macro-changed', z.object({ title: z.string() })),
}
