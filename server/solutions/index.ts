export { answerOnPage, waitingProposal } from './actions/on-page.ts'
export { propose } from './actions/propose.ts'
export { showRefusal } from './actions/show-refusal.ts'
