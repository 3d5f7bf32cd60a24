export { type PromiseToCustomer, unsafeOpenPromisesOf } from './queries/show.ts'
