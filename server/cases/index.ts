export { addMacro } from './actions/add-macro.ts'
export { amendCall } from './actions/amend-call.ts'
export { askForWords } from './actions/ask-for-words.ts'
export { closeCase } from './actions/close-case.ts'
export { type Given, giveCase } from './actions/give-case.ts'
export { keepFact } from './actions/keep-fact.ts'
export { keepHistory } from './actions/keep-history.ts'
export {
  type Courier,
  carryLetters,
  type EndingOf,
  endingsOf,
  endLetters,
  type Letter,
  type Sending,
  sendLetter,
} from './actions/letters.ts'
export { type LoggedContact, logContact } from './actions/log-contact.ts'
export { moveCase } from './actions/move-case.ts'
export { noteRepeat } from './actions/note-repeat.ts'
export { openByHand } from './actions/open-by-hand.ts'
export { type Received, type ReceivedContact, receiveContact } from './actions/receive-contact.ts'
export { type Delivery, setDelivery } from './actions/set-delivery.ts'
export { showStory } from './actions/show-story.ts'
export { takeBackMessage } from './actions/take-back-message.ts'
export { takeCase } from './actions/take-case.ts'
export { type Course, unsafeCourseOf } from './actions/unsafe-course.ts'
export { addNote, writeNote } from './actions/write-note.ts'
export { writeNotice } from './actions/write-notice.ts'
export { type Reply, writeReply } from './actions/write-reply.ts'
export { askIn, letNotesOnly, letSeeNoMore } from './queries/asked-in.ts'
export { callAttention, settleAttention } from './queries/attentions.ts'
export { audienceOf } from './queries/audience.ts'
export { type LockedCase, lockCase, refuseMerged } from './queries/case-row.ts'
export { addStaff as letSee } from './queries/case-staff.ts'
export type { LegInput } from './queries/legs.ts'
export { setClockDue, setPromiseDue } from './queries/next-due.ts'
export { unsafeOutgoingMessage } from './queries/outgoing.ts'
export { type StateSince, unsafeStatesOf, unsafeWordsOf, type Word } from './queries/spoken.ts'
export { staffSees } from './queries/staff-sees.ts'
export { partakes, unsafeFindCaseByMessage, unsafeFindCaseByNumber } from './queries/threading.ts'
export { unfinishedOfCustomer, unsafeUnfinishedCount, unsafeUnfinishedOf } from './queries/unfinished.ts'
export { unsafeLockCase } from './queries/unsafe-lock.ts'
export { caseForActor, visibleCases } from './queries/visibility.ts'
export type { Serving } from './rules/journey.ts'
export { stateAfter } from './rules.ts'
export { entryWords } from './search/entry-words.ts'
export { stemmerOf } from './search/language.ts'
export { isSpaceless, wordsOf } from './search/words.ts'
