export { answerOnPage, waitingProposal } from './actions/on-page.ts'
export { showRefusal } from './actions/show-refusal.ts'
