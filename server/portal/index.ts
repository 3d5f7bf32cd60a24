export { issueSignInLink } from './actions/issue-sign-in-link.ts'
export { findCustomer } from './queries/sessions.ts'
