export { type ChangeOfHands, whenHandsChange } from './actions/become-owner.ts'
export { offerCase } from './actions/offer-case.ts'
export { whatIsPromised } from './queries/brief.ts'
