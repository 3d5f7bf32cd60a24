import { z } from 'zod'
import { idText, noContent } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { correctFact } from '../actions/correct-fact.ts'
import { keepFact } from '../actions/keep-fact.ts'
import { noteRepeat } from '../actions/note-repeat.ts'
import { readStory } from '../actions/read-story.ts'
import { showStory } from '../actions/show-story.ts'
import { takeBackFact } from '../actions/take-back-fact.ts'
import { takeBackRepeat } from '../actions/take-back-repeat.ts'
import { writeBriefLine } from '../actions/write-brief-line.ts'
import {
  briefLines,
  briefSchema,
  casePermissions,
  changeFactSchema,
  factSchema,
  newFactSchema,
  newRepeatSchema,
  repeatSchema,
  storySchema,
  writeBriefLineSchema,
} from '../contract.ts'

const params = z.strictObject({ caseId: idText })
const factParams = params.extend({ factId: idText })

const show = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/story',
  permission: casePermissions.read,
  summary: 'What this customer has been through: brief, counts, facts, repeats',
  params,
  reply: storySchema,
  handle: ({ db, actor, params: { caseId } }) => showStory(db, actor, caseId),
})

const read = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/story/reading',
  permission: casePermissions.read,
  summary: 'I have the story before me',
  params,
  reply: noContent,
  handle: async ({ tx, actor, params: { caseId } }) => {
    await readStory(tx, actor, caseId)
    return null
  },
})

const keep = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/facts',
  permission: casePermissions.write,
  summary: 'Write down what the customer told us',
  params,
  body: newFactSchema,
  reply: factSchema,
  status: 201,
  handle: ({ tx, actor, params: { caseId }, body }) => keepFact(tx, actor, caseId, body),
})

const correct = staffRoute({
  method: 'PATCH',
  path: '/cases/:caseId/facts/:factId',
  permission: casePermissions.write,
  summary: 'Correct a fact; how it read before is kept',
  params: factParams,
  body: changeFactSchema,
  reply: factSchema,
  handle: ({ tx, actor, params: place, ifMatch, body }) => correctFact(tx, actor, place, ifMatch, body),
})

const retract = staffRoute({
  method: 'DELETE',
  path: '/cases/:caseId/facts/:factId',
  permission: casePermissions.write,
  summary: 'Retract a fact that turned out to be wrong',
  params: factParams,
  reply: noContent,
  handle: async ({ tx, actor, params: place }) => {
    await takeBackFact(tx, actor, place)
    return null
  },
})

const line = staffRoute({
  method: 'PUT',
  path: '/cases/:caseId/brief/:line',
  permission: casePermissions.write,
  summary: 'Write a line of the brief; an empty one is the record’s own again',
  params: params.extend({ line: z.enum(briefLines) }),
  body: writeBriefLineSchema,
  reply: briefSchema,
  handle: ({ tx, actor, params: place, body: { text } }) => writeBriefLine(tx, actor, place, text),
})

const repeat = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/repeats',
  permission: casePermissions.write,
  summary: 'The customer had to say it again, or had not although it looked so',
  params,
  body: newRepeatSchema,
  reply: repeatSchema,
  status: 201,
  handle: ({ tx, actor, params: { caseId }, body }) => noteRepeat(tx, actor, caseId, body),
})

const unrepeat = staffRoute({
  method: 'DELETE',
  path: '/cases/:caseId/repeats/:repeatId',
  permission: casePermissions.write,
  summary: 'Take back what was said about a repeat',
  params: params.extend({ repeatId: idText }),
  reply: noContent,
  handle: async ({ tx, actor, params: place }) => {
    await takeBackRepeat(tx, actor, place)
    return null
  },
})

export const storyRoutes = [show, read, keep, correct, retract, line, repeat, unrepeat]
