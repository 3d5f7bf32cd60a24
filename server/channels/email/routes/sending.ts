import { z } from 'zod'
import { idText, noContent } from '../../../platform/contract/schemas.ts'
import { type Route, staffRoute } from '../../../platform/http/route.ts'
import { checkDkimKey, removeDkimKey, setDkimKey, showDkimKey } from '../actions/dkim-keys.ts'
import { changeSendingIdentity, showSendingIdentities } from '../actions/sending-identities.ts'
import { tryIdentity } from '../actions/try-identity.ts'
import {
  changeSendingIdentitySchema,
  dkimKeySchema,
  emailPermissions,
  identityTestSchema,
  newDkimKeySchema,
  sendingIdentitySchema,
} from '../contract.ts'
import { trySending } from '../jobs/try-sending.ts'
import { dkimKeys } from '../queries/dkim-keys.ts'

const permission = emailPermissions.manage
const ofMailbox = z.strictObject({ mailboxId: idText })
const ofKey = z.strictObject({ dkimKeyId: idText })

/** As whom the desk writes, and the keys that sign it. */
export const sendingRoutes: readonly Route[] = [
  staffRoute({
    method: 'GET',
    path: '/sending-identities',
    permission,
    summary: 'As whom each mailbox writes, and how much it may send',
    reply: z.object({ items: z.array(sendingIdentitySchema) }),
    handle: async ({ db, actor }) => ({ items: await showSendingIdentities(db, actor) }),
  }),
  staffRoute({
    method: 'PATCH',
    path: '/sending-identities/:mailboxId',
    permission,
    summary: 'Change as whom a mailbox writes, its signature, quoting and limits',
    params: ofMailbox,
    body: changeSendingIdentitySchema,
    reply: sendingIdentitySchema,
    handle: async ({ params, body, ...context }) => changeSendingIdentity(context, params.mailboxId, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/sending-identities/:mailboxId/test',
    permission,
    summary: 'Send a mail as this mailbox to oneself',
    params: ofMailbox,
    reply: identityTestSchema,
    transaction: false,
    handle: async ({ params, actor, ...platform }) =>
      tryIdentity(platform, actor, params.mailboxId, trySending),
  }),
  staffRoute({
    method: 'GET',
    path: '/dkim-keys',
    permission,
    summary: 'The keys that sign mail, by domain, with their DNS records',
    reply: z.object({ items: z.array(dkimKeySchema) }),
    handle: async ({ db }) => ({ items: (await dkimKeys(db)).map(showDkimKey) }),
  }),
  staffRoute({
    method: 'POST',
    path: '/dkim-keys',
    permission,
    summary: 'Set the key that signs mail from a domain: made here, or brought along',
    body: newDkimKeySchema,
    reply: dkimKeySchema,
    status: 201,
    handle: async ({ body, ...context }) => setDkimKey(context, body),
  }),
  staffRoute({
    method: 'POST',
    path: '/dkim-keys/:dkimKeyId/check',
    permission,
    summary: 'Look the record of a key up in the DNS; found once, the key signs',
    params: ofKey,
    reply: dkimKeySchema,
    transaction: false,
    handle: async ({ params, ...platform }) => checkDkimKey(platform, params.dkimKeyId),
  }),
  staffRoute({
    method: 'DELETE',
    path: '/dkim-keys/:dkimKeyId',
    permission,
    summary: 'Forget a key: mail from its domain is not signed any more',
    params: ofKey,
    reply: noContent,
    handle: async ({ tx, actor, params }) => {
      await removeDkimKey(tx, actor, params.dkimKeyId)
      return null
    },
  }),
]
