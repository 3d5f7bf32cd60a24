export { type ChangeOfHands, whenHandsChange } from './actions/become-owner.ts'
