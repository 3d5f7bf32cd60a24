export { addMailbox } from './actions/add-mailbox.ts'
