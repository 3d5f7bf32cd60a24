import { z } from 'zod'
import { idText } from '../../platform/contract/schemas.ts'
import { serveFile } from '../../platform/files/serve.ts'
import { staffRoute } from '../../platform/http/route.ts'
import { messagePolicy, showMessageHtml } from '../actions/show-message-html.ts'
import { uploadFile } from '../actions/upload-file.ts'
import { casePermissions, messageHtmlQuery, uploadedSchema } from '../contract.ts'
import { attachmentFor } from '../queries/files.ts'

const upload = staffRoute({
  method: 'POST',
  path: '/uploads',
  permission: casePermissions.write,
  summary: 'Upload a file (multipart/form-data, field `file`) for a reply or note',
  reply: uploadedSchema,
  status: 201,
  transaction: false,
  takesFiles: true,
  handle: async ({ request, actor, ...platform }) => uploadFile(platform, actor, await request.file()),
})

const attachment = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/attachments/:attachmentId',
  permission: casePermissions.read,
  summary: 'A file of a message or note',
  params: z.strictObject({ caseId: idText, attachmentId: idText }),
  reply: z.null(),
  raw: true,
  handle: async ({ db, actor, params: { caseId, attachmentId }, reply, files }) => {
    await serveFile(reply, files, await attachmentFor(db, actor, caseId, attachmentId))
    return null
  },
})

const html = staffRoute({
  method: 'GET',
  path: '/cases/:caseId/messages/:messageId/html',
  permission: casePermissions.read,
  summary: 'The HTML view of a message, for a sandboxed frame',
  params: z.strictObject({ caseId: idText, messageId: idText }),
  query: messageHtmlQuery,
  reply: z.null(),
  raw: true,
  handle: async ({ actor, params, query, reply, ...platform }) => {
    const showsRemote = query.images === 'shown'
    const page = await showMessageHtml(platform, actor, params, showsRemote)
    await reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', messagePolicy(showsRemote))
      .header('x-frame-options', 'SAMEORIGIN')
      .header('referrer-policy', 'no-referrer')
      .header('cache-control', 'private, no-store')
      .header('x-pictures-left-out', String(page.leftOut))
      .send(page.html)
    return null
  },
})

export const fileRoutes = [upload, attachment, html]
