import type { Fact, JourneyCounts, Story } from '../../../server/cases/contract.ts'
import { minutesAgo } from './samples.ts'

/** What the tests of the story show. */
export const factOf = (change: Partial<Fact> = {}): Fact => ({
  id: 61,
  caseId: 7,
  caseNumber: 1042,
  slot: 'device',
  text: 'Pebble 2, bought in May',
  messageId: 11,
  contactId: null,
  quote: 'my Pebble 2',
  addedBy: { id: 1, name: 'Mia Lindqvist' },
  addedAt: minutesAgo(30),
  corrections: [],
  version: 1,
  ...change,
})

export const countsOf = (change: Partial<JourneyCounts> = {}): JourneyCounts => ({
  ...{ contacts: 1, legs: 0, people: 1, teams: 1, path: [], agentHandOffs: 0, groupHandOffs: 0, pingPong: 0 },
  ...{ returns: 0, contactsWithTransfer: 0, disconnections: 0, reconnects: 0, repeats: 0, queueSeconds: 0 },
  ...{
    longestQueueSeconds: 0,
    holdSeconds: 0,
    waitingSeconds: 0,
    longestSilenceSeconds: 0,
    handleSeconds: 0,
  },
  ...{ afterCallSeconds: 0, customerSeconds: 0, longestGapSeconds: 0, elapsedSeconds: 3600, firstAt: null },
  readFirst: { of: 0, read: 0 },
  ...change,
})

const unwritten = { text: null, writtenBy: null, writtenAt: null }

export const storyOf = (change: Partial<Story> = {}): Story => ({
  brief: {
    need: 'No dial tone since the storm',
    firstWords: 'It is dead.',
    tried: unwritten,
    next: unwritten,
    feeling: unwritten,
  },
  counts: countsOf(),
  facts: [],
  earlierFacts: [],
  repeats: [],
  suspicions: [],
  ...change,
})
