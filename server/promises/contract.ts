import { defineErrors } from '../platform/contract/errors.ts'
import { definePermission, everyStaff } from '../platform/contract/permission.ts'

export * from './contract/announcements.ts'
export * from './contract/ledger.ts'
export * from './contract/promise.ts'

export const promisePermissions = {
  read: definePermission('promises.read', everyStaff, 'See what was promised on the cases you see.'),
  write: definePermission(
    'promises.write',
    everyStaff,
    'Promise something to a customer, and say what became of it.',
  ),
}

export const promiseErrors = defineErrors('promises', {
  inThePast: {
    status: 409,
    words: 'That time has passed already. Nothing was promised: choose a time that is still to come.',
  },
  tooFar: {
    status: 409,
    words: 'That is more than two years away. Choose a time the customer can count on.',
  },
  notHere: {
    status: 409,
    words: 'This person does not work here any more. Choose somebody else to keep it.',
  },
  cannotSee: {
    status: 409,
    words: 'This person cannot see the case, so they could not keep the promise. Choose somebody who can.',
  },
  foreignMessage: { status: 409, words: 'That message is not part of this case.' },
  settled: {
    status: 409,
    words: 'Somebody has said already what became of this promise. See it, then decide.',
  },
  sameTime: { status: 409, words: 'That is the time it has already.' },
  notYet: {
    status: 409,
    words: 'It cannot have been kept at that time: choose one between the promise and now.',
  },
  notSettled: { status: 409, words: 'There is nothing to take back: this promise is still open.' },
  movedOn: { status: 409, words: 'This promise has a new time already. Change that one.' },
})
