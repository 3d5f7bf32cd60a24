export { unsafeOpenPromisesOf } from './queries/show.ts'
