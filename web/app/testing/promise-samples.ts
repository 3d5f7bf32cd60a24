import type { CasePromises, CustomerPromise } from '../../../server/promises/contract.ts'

const MINUTE = 60_000

/** An ISO time so many minutes from now. */
export const inMinutes = (minutes: number): string => new Date(Date.now() + minutes * MINUTE).toISOString()

/** A promise of the desk of the tests. */
export const promiseOf = (change: Partial<CustomerPromise> = {}): CustomerPromise => ({
  id: 61,
  case: { id: 7, number: 1042, need: 'No dial tone since the storm' },
  customer: { id: 5, name: 'Astrid Berg' },
  what: 'Call back about the line',
  dueAt: inMinutes(90),
  timeZone: 'Europe/Stockholm',
  keeper: { id: 1, name: 'Mia Lindqvist' },
  askedKeeper: null,
  madeBy: { id: 1, name: 'Mia Lindqvist' },
  madeAt: inMinutes(-30),
  messageId: null,
  movedFromId: null,
  movedToId: null,
  state: 'open',
  settledAt: null,
  settledWords: '',
  version: 1,
  ...change,
})

export const promisesOf = (change: Partial<CasePromises> = {}): CasePromises => ({
  items: [],
  noticed: [],
  timeZone: 'Europe/Stockholm',
  ...change,
})
