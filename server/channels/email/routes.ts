import { z } from 'zod'
import { casePermissions, replySchema, sentReplySchema } from '../../cases/contract.ts'
import { idText, noContent, pageQuery } from '../../platform/contract/schemas.ts'
import { type Route, staffRoute } from '../../platform/http/route.ts'
import { addMailbox } from './actions/add-mailbox.ts'
import { changeMailbox } from './actions/change-mailbox.ts'
import { listKeptMails, sendKeptMail } from './actions/kept-mails.ts'
import { reply } from './actions/reply.ts'
import { retryKeptMail } from './actions/retry-kept-mail.ts'
import { sendAgain } from './actions/send-again.ts'
import { showDoubt } from './actions/show-doubt.ts'
import { showMailbox } from './actions/show-mailbox.ts'
import { takeBack } from './actions/take-back.ts'
import { testMailbox } from './actions/test-mailbox.ts'
import {
  changeMailboxSchema,
  doubtSchema,
  emailPermissions,
  keptMailPageSchema,
  keptMailSchema,
  mailboxSchema,
  mailboxTestSchema,
  newMailboxSchema,
  sendAgainSchema,
  testMailboxSchema,
} from './contract.ts'
import { mailboxes } from './queries/mailboxes.ts'

const permission = emailPermissions.manage

const mailboxRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/mailboxes',
    permission,
    summary: 'All mailboxes with how they fare',
    reply: z.object({ items: z.array(mailboxSchema) }),
    handle: async ({ db }) => ({ items: (await mailboxes(db)).map(showMailbox) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/mailboxes',
    permission,
    summary: 'Set up a mailbox',
    body: newMailboxSchema,
    reply: mailboxSchema,
    status: 201,
    handle: async ({ tx, actor, seal, body }) => showMailbox(await addMailbox(tx, actor, seal, body)),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/mailboxes/:mailboxId',
    permission,
    summary: 'Change a mailbox, or switch it off',
    params: z.strictObject({ mailboxId: idText }),
    body: changeMailboxSchema,
    reply: mailboxSchema,
    handle: async ({ params, body, ...context }) =>
      showMailbox(await changeMailbox(context, params.mailboxId, body)),
  }),
  staffRoute({
    method: 'POST',
    path: '/mailboxes/test',
    permission,
    summary: 'Try to sign in to the servers of a mailbox, without saving anything',
    body: testMailboxSchema,
    reply: mailboxTestSchema,
    transaction: false,
    handle: async ({ body, ...platform }) => testMailbox(platform, body),
  }),
]

const keptParams = z.strictObject({ rawMailId: idText })

const keptMailRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/kept-mails',
    permission,
    summary: 'Mail that could not be processed, newest first',
    query: pageQuery.extend({ state: z.enum(['quarantined', 'ignored', 'received']).default('quarantined') }),
    reply: keptMailPageSchema,
    handle: async ({ db, query }) => listKeptMails(db, query),
  }),
  staffRoute({
    method: 'POST',
    path: '/kept-mails/:rawMailId/retry',
    permission,
    summary: 'Process a kept mail again',
    params: keptParams,
    reply: keptMailSchema,
    handle: async ({ tx, params }) => retryKeptMail(tx, params.rawMailId),
  }),
  staffRoute({
    method: 'GET',
    path: '/kept-mails/:rawMailId/raw',
    permission,
    summary: 'The mail as it arrived, byte for byte',
    params: keptParams,
    reply: z.null(),
    raw: true,
    handle: async ({ db, files, params, reply: answer }) => sendKeptMail(db, files, params.rawMailId, answer),
  }),
]

const replyRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/doubt',
    permission: casePermissions.read,
    summary: 'The case that this one may belong to, by what its first mail answered',
    params: z.strictObject({ caseId: idText }),
    reply: doubtSchema,
    handle: async ({ db, actor, params }) => showDoubt(db, actor, params.caseId),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/replies',
    permission: casePermissions.write,
    summary: 'Answer the customer by e-mail; held back when the thread moved on',
    params: z.strictObject({ caseId: idText }),
    body: replySchema,
    reply: sentReplySchema,
    status: 201,
    handle: async ({ params, body, ...context }) => reply(context, params.caseId, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/cases/:caseId/messages/:messageId/sending',
    permission: casePermissions.write,
    summary: 'Send a reply again that was not delivered, or may not have been',
    params: z.strictObject({ caseId: idText, messageId: idText }),
    body: sendAgainSchema,
    reply: noContent,
    handle: async ({ params, body, ...context }) => {
      await sendAgain(context, { ...params, ...body })
      return null
    },
  }),
  staffRoute({
    method: 'DELETE',
    path: '/cases/:caseId/messages/:messageId/sending',
    permission: casePermissions.write,
    summary: 'Take a reply back while it is held',
    params: z.strictObject({ caseId: idText, messageId: idText }),
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await takeBack(tx, actor, params.caseId, params.messageId)
      return null
    },
  }),
]

export const routes: readonly Route[] = [...mailboxRoutes, ...keptMailRoutes, ...replyRoutes]
