import { z } from 'zod'
import { casePermissions, replySchema, sentReplySchema } from '../../cases/contract.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import { idText, noContent, pageQuery } from '../../platform/contract/schemas.ts'
import { type Route, staffRoute } from '../../platform/http/route.ts'
import { addMailbox } from './actions/add-mailbox.ts'
import { beginSignIn } from './actions/begin-sign-in.ts'
import { changeMailbox } from './actions/change-mailbox.ts'
import { teamFor } from './actions/find-recipient.ts'
import { finishSignIn } from './actions/finish-sign-in.ts'
import { listImports, startImport } from './actions/imports.ts'
import { listKeptMails, sendKeptMail } from './actions/kept-mails.ts'
import { listAlarms, listMailboxes } from './actions/list-mailboxes.ts'
import { makeCaseOfMail } from './actions/make-case-of-mail.ts'
import { removeKeptMail } from './actions/remove-kept-mail.ts'
import { reply } from './actions/reply.ts'
import { retryAllKept, retryKeptMail } from './actions/retry-kept-mail.ts'
import { sendAgain } from './actions/send-again.ts'
import { settleDoubt } from './actions/settle-doubt.ts'
import { showDoubt } from './actions/show-doubt.ts'
import { showMailSides } from './actions/show-mail-sides.ts'
import { showMailbox } from './actions/show-mailbox.ts'
import { showRecipients } from './actions/show-recipients.ts'
import { takeBack } from './actions/take-back.ts'
import { testMailbox } from './actions/test-mailbox.ts'
import {
  begunSignInSchema,
  caseOfKeptMailSchema,
  changeMailboxSchema,
  doubtSchema,
  emailPermissions,
  finishedSignInSchema,
  finishSignInSchema,
  keptMailPageSchema,
  keptMailSchema,
  mailboxAlarmsSchema,
  mailboxSchema,
  mailboxTestSchema,
  mailImportSchema,
  mailRecipientsSchema,
  mailSideSchema,
  newMailboxSchema,
  newMailImportSchema,
  sendAgainSchema,
  settleDoubtSchema,
  signInSchema,
  testMailboxSchema,
} from './contract.ts'
import { mailboxById } from './queries/mailboxes.ts'
import { removeSignIn } from './queries/sign-ins.ts'
import { sendingRoutes } from './routes/sending.ts'

const permission = emailPermissions.manage

const mailboxRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/mailboxes',
    permission,
    summary: 'All mailboxes with how they fare',
    reply: z.object({ items: z.array(mailboxSchema) }),
    handle: async (platform) => ({ items: await listMailboxes(platform) }),
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

const signInRoutes: readonly Route[] = [
  staffRoute({
    method: 'POST',
    path: '/mailboxes/:mailboxId/sign-in',
    permission,
    summary: 'Begin to sign a mailbox in with OAuth2; what is left out stays as it is stored',
    params: z.strictObject({ mailboxId: idText }),
    body: signInSchema,
    reply: begunSignInSchema,
    handle: async ({ params, body, ...context }) => beginSignIn(context, params.mailboxId, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/mailbox-sign-ins',
    permission,
    summary: 'End what the provider sent the browser back for',
    body: finishSignInSchema,
    reply: finishedSignInSchema,
    transaction: false,
    handle: async ({ body, actor, ...platform }) => finishSignIn(platform, actor, body),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/mailboxes/:mailboxId/sign-in',
    permission,
    summary: 'Sign a mailbox in with passwords again',
    params: z.strictObject({ mailboxId: idText }),
    reply: noContent,
    handle: async ({ tx, params }) => {
      if (!(await mailboxById(tx, params.mailboxId))) throw platformErrors.notFound()
      await removeSignIn(tx, params.mailboxId)
      return null
    },
  }),
]

const alarmRoute: Route = staffRoute({
  method: 'GET',
  path: '/mailbox-alarms',
  permission: casePermissions.read,
  summary: 'Mailboxes that do not get their mail, for administrators and whoever is on duty',
  reply: mailboxAlarmsSchema,
  handle: async ({ db, actor }) => listAlarms(db, actor),
})

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
    method: 'POST',
    path: '/kept-mails/retries',
    permission,
    summary: 'Process all mail again that needs help',
    reply: z.object({ count: z.number().int() }),
    status: 202,
    handle: async ({ tx }) => retryAllKept(tx),
  }),
  staffRoute({
    method: 'POST',
    path: '/kept-mails/:rawMailId/case',
    permission,
    summary: 'Open a case with a kept mail attached as it came',
    params: keptParams,
    reply: caseOfKeptMailSchema,
    status: 201,
    handle: async ({ params, ...context }) => makeCaseOfMail(context, params.rawMailId, teamFor),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/kept-mails/:rawMailId',
    permission,
    summary: 'Remove a kept mail for good',
    params: keptParams,
    reply: noContent,
    handle: async ({ tx, actor, params }) => removeKeptMail(tx, actor, params.rawMailId),
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

const importRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/mail-imports',
    permission,
    summary: 'Old mail that is or was brought in, newest first, and how far each has come',
    reply: z.object({ items: z.array(mailImportSchema) }),
    handle: async ({ db }) => ({ items: await listImports(db) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/mail-imports',
    permission,
    summary: 'Bring an uploaded mbox in, as the history of a mailbox',
    body: newMailImportSchema,
    reply: mailImportSchema,
    status: 201,
    handle: async ({ tx, actor, body }) => startImport(tx, actor, body),
  }),
]

const replyRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/cases/:caseId/mail-sides',
    permission: casePermissions.read,
    summary: 'Who sent the mails of a case, as far as it is proven, and who else got them',
    params: z.strictObject({ caseId: idText }),
    reply: z.object({ items: z.array(mailSideSchema) }),
    handle: async ({ db, actor, params }) => ({ items: await showMailSides(db, actor, params.caseId) }),
  }),
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
    method: 'PUT',
    path: '/cases/:caseId/doubt',
    permission: casePermissions.write,
    summary: 'Say that a case belongs to no other one, or take that back',
    params: z.strictObject({ caseId: idText }),
    body: settleDoubtSchema,
    reply: noContent,
    handle: async ({ tx, actor, params, body }) => {
      await settleDoubt(tx, actor, params.caseId, body.isSettled)
      return null
    },
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
    method: 'GET',
    path: '/cases/:caseId/messages/:messageId/recipients',
    permission: casePermissions.read,
    summary: 'What became of a mail of ours, for each of those it is for',
    params: z.strictObject({ caseId: idText, messageId: idText }),
    reply: mailRecipientsSchema,
    handle: async ({ db, actor, params }) => showRecipients(db, actor, params),
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

export const routes: readonly Route[] = [
  ...mailboxRoutes,
  ...signInRoutes,
  ...sendingRoutes,
  alarmRoute,
  ...keptMailRoutes,
  ...importRoutes,
  ...replyRoutes,
]
