export { makePromise } from './actions/make-promise.ts'
export { unsafeOpenPromisesOf } from './queries/show.ts'
