import { z } from 'zod'
import { idText } from '../../platform/contract/schemas.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { changeNote } from '../actions/change-note.ts'
import { logContact } from '../actions/log-contact.ts'
import { writeNote } from '../actions/write-note.ts'
import {
  casePermissions,
  changeNoteSchema,
  conversationQuery,
  conversationSchema,
  earlierCasesQuery,
  earlierCasesSchema,
  loggedContactSchema,
  newContactSchema,
  newNoteSchema,
  noteSchema,
} from '../contract.ts'
import { conversationOf } from '../queries/conversation.ts'
import { earlierCases } from '../queries/earlier-cases.ts'
import { caseForActor } from '../queries/visibility.ts'

const params = z.strictObject({ caseId: idText })
const LONG_TEXT = 2 * 1024 * 1024

const conversation = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/conversation',
  permission: casePermissions.read,
  summary: 'What was said and done, newest page first, each page oldest first',
  params,
  query: conversationQuery,
  reply: conversationSchema,
  handle: async ({ db, actor, params: { caseId }, query: { before } }) => {
    const found = await caseForActor(db, actor, caseId)
    const none = { items: [], next: null }
    return {
      ...(await conversationOf(db, caseId, before)),
      earlierCases: before ? none : await earlierCases(db, actor, found),
    }
  },
})

const before = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/earlier-cases',
  permission: casePermissions.read,
  summary: 'What the customer came with before this case, newest first',
  params,
  query: earlierCasesQuery,
  reply: earlierCasesSchema,
  handle: async ({ db, actor, params: { caseId }, query: { after } }) =>
    earlierCases(db, actor, await caseForActor(db, actor, caseId), after),
})

const addContact = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/contacts',
  permission: casePermissions.write,
  summary: 'Log a contact: a call with its legs, a visit, a letter',
  params,
  body: newContactSchema,
  reply: loggedContactSchema,
  status: 201,
  bodyLimit: LONG_TEXT,
  handle: ({ tx, actor, params: { caseId }, body }) => logContact(tx, actor, caseId, body),
})

const addNote = staffRoute({
  method: 'POST',
  path: '/cases/:caseId/notes',
  permission: casePermissions.write,
  summary: 'Write internal text, and mention colleagues in it',
  params,
  body: newNoteSchema,
  reply: noteSchema,
  status: 201,
  bodyLimit: LONG_TEXT,
  handle: ({ tx, actor, params: { caseId }, body }) => writeNote(tx, actor, caseId, body),
})

const rewriteNote = staffRoute({
  method: 'PATCH',
  path: '/cases/:caseId/notes/:noteId',
  permission: casePermissions.write,
  summary: 'Rewrite your own note',
  params: params.extend({ noteId: idText }),
  body: changeNoteSchema,
  reply: noteSchema,
  bodyLimit: LONG_TEXT,
  handle: ({ tx, actor, params: place, ifMatch, body }) => changeNote(tx, actor, place, ifMatch, body),
})

export const conversationRoutes = [conversation, before, addContact, addNote, rewriteNote]
