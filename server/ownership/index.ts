export { type Acceptance, beforeAcceptance } from './actions/accept-hand-off.ts'
export { answeredInTime, completeness, timeliness } from './rules/measures.ts'
