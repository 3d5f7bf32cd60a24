import { defineErrors } from '../platform/contract/errors.ts'
import { adminsOnly, definePermission, everyStaff, leadsAndUp } from '../platform/contract/permission.ts'

export * from './contract/announcements.ts'
export * from './contract/case.ts'
export * from './contract/conversation.ts'
export * from './contract/requests.ts'
export * from './contract/story.ts'

export const casePermissions = {
  read: definePermission(
    'cases.read',
    everyStaff,
    'See the cases you own, of your teams, or all, by your reach.',
  ),
  write: definePermission('cases.write', everyStaff, 'Answer, note, tag and regroup the cases you see.'),
  close: definePermission('cases.close', everyStaff, 'Close a case without a solution, with a reason.'),
  manageMacros: definePermission('macros.manage', leadsAndUp, 'Write macros for everybody.'),
  restoreRaw: definePermission('cases.repair', adminsOnly, 'See and repair what could not be processed.'),
}

export const caseErrors = defineErrors('cases', {
  threadMoved: {
    status: 409,
    words: 'Something new was said while you wrote. Your reply is kept: read it, then send.',
  },
  tooLateToUndo: { status: 409, words: 'It is already on its way and cannot be taken back.' },
  notTakeable: { status: 409, words: 'Somebody has taken this case already. Ask them to hand it over.' },
  wrongTransition: { status: 409, words: 'The case is in a state in which this cannot be done.' },
  reasonNeeded: { status: 400, words: 'Say why this case is closed without a solution.' },
  nowhereToReply: {
    status: 409,
    words: 'We know no address of this customer to reply to. Add one, or write a note.',
  },
  notesOnly: {
    status: 403,
    words:
      'You were asked here to read and to write notes. What you wrote is kept; the rest is for the owner.',
  },
  uploadGone: { status: 409, words: 'An attachment is no longer there. Please attach it again.' },
  sameCase: { status: 400, words: 'Choose two different cases.' },
  alreadyMerged: { status: 409, words: 'This case was merged into another one already.' },
  nothingLeft: {
    status: 409,
    words: 'These are all contacts of this case. Merge the case instead, so that none stays empty.',
  },
  cannotUndo: { status: 409, words: 'This cannot be taken back any more because things changed since.' },
  differentCustomers: {
    status: 409,
    words: 'These cases belong to different customers. Confirm that you want to merge them.',
  },
  notSaidThere: {
    status: 400,
    words: 'These words do not stand there. Select them again in the message; nothing was written down.',
  },
  tooManyTags: { status: 409, words: 'A case has at most 30 tags. Nothing was changed: remove one first.' },
  unknownMacro: { status: 404, words: 'There is no such macro.' },
})
