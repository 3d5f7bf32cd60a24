import { z } from 'zod'
import { speechFor } from '../../../pages/words/words.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import { idText, prose } from '../../platform/contract/schemas.ts'
import { transact } from '../../platform/db/transaction.ts'
import { serveFile } from '../../platform/files/serve.ts'
import { customerPage } from '../../platform/http/page.ts'
import { answerProposal } from '../actions/answer-proposal.ts'
import { askForManager } from '../actions/ask-for-manager.ts'
import { readForm } from '../actions/read-form.ts'
import { showCase } from '../actions/show-case.ts'
import { showList } from '../actions/show-list.ts'
import { write } from '../actions/write.ts'
import { portalPermissions } from '../contract.ts'
import { caseForCustomer } from '../queries/cases.ts'
import { fileForCustomer } from '../queries/conversation.ts'

const permission = portalPermissions.own
const params = z.strictObject({ caseId: idText })
const after = z.strictObject({ after: z.string().max(400).optional() })
const once = z.string().regex(/^[\w-]{16,64}$/)
const words = prose(20_000).trim()

const lists = (['own', 'shared'] as const).map((which) =>
  customerPage({
    method: 'GET',
    path: which === 'own' ? '/my' : '/my/organisation',
    permission,
    query: after,
    handle: async ({ db, actor, query }) => ({
      html: await showList(db, actor, { which, after: query.after }),
    }),
  }),
)

const open = customerPage({
  method: 'GET',
  path: '/my/cases/:caseId',
  permission,
  params,
  query: z.strictObject({
    before: z.string().max(400).optional(),
    told: z.enum(['written', 'manager', 'answered', 'overtaken']).optional(),
  }),
  handle: async ({ db, actor, params: { caseId }, query }) => {
    const { mergedIntoId } = await caseForCustomer(db, actor, caseId)
    if (mergedIntoId !== null) return { goTo: `/my/cases/${mergedIntoId}` }
    return { html: await showCase(db, actor, { caseId, ...query }) }
  },
})

const file = customerPage({
  method: 'GET',
  path: '/my/cases/:caseId/files/:attachmentId',
  permission,
  params: params.extend({ attachmentId: idText }),
  handle: async ({ db, actor, files, reply, params: { caseId, attachmentId } }) => {
    await serveFile(reply, files, await fileForCustomer(db, actor, caseId, attachmentId))
    return { sent: true }
  },
})

const replyForm = z.strictObject({ words, once })

const reply = customerPage({
  method: 'POST',
  path: '/my/cases/:caseId/messages',
  permission,
  params,
  files: true,
  handle: async ({ actor, request, params: { caseId }, ...platform }) => {
    const { isOwn } = await caseForCustomer(platform.db, actor, caseId)
    if (!isOwn) throw platformErrors.notFound()
    const { fields, files } = await readForm(platform, actor, request)
    const { data: form } = replyForm.safeParse(fields)
    if (!form) throw platformErrors.invalid()
    const place = `/my/cases/${caseId}`
    if (form.words === '' && files.length === 0) return { goTo: place }
    await transact(platform.db, actor, (tx) =>
      write(tx, actor, { caseId, text: form.words, files, once: form.once }),
    )
    return { goTo: `${place}?told=written` }
  },
})

const solution = customerPage({
  method: 'POST',
  path: '/my/cases/:caseId/solutions/:solutionId/:said',
  permission,
  params: params.extend({ solutionId: idText, said: z.enum(['yes', 'not-yet']) }),
  form: z.strictObject({ words: words.optional() }),
  handle: async ({ tx, actor, params: { caseId, solutionId, said }, form }) => {
    const told = await answerProposal(tx, actor, { caseId, solutionId, said, words: form.words ?? '' })
    return { goTo: `/my/cases/${caseId}?told=${told}` }
  },
})

const manager = customerPage({
  method: 'POST',
  path: '/my/cases/:caseId/manager',
  permission,
  params,
  form: z.strictObject({ words: words.optional(), once }),
  handle: async ({ tx, actor, params: { caseId }, form }) => {
    const text = form.words || speechFor(null).words.managerWithoutWords
    await askForManager(tx, actor, { caseId, text, files: [], once: form.once })
    return { goTo: `/my/cases/${caseId}?told=manager` }
  },
})

export const casePages = [...lists, open, file, reply, solution, manager]
