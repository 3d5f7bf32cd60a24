export { addMailbox } from './actions/add-mailbox.ts'
export { takeInMail } from './jobs/take-in.ts'
