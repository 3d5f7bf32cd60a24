import { z } from 'zod'
import { line, prose } from '../../platform/contract/schemas.ts'
import { openPage } from '../../platform/http/page.ts'
import { answerByLink } from '../actions/answer-by-link.ts'
import { showLink } from '../actions/show-link.ts'
import { said, solutionPermissions } from '../contract.ts'

const params = z.strictObject({ secret: line(100), said: z.enum(said) })

const ask = openPage({
  method: 'GET',
  path: '/solution/:secret/:said',
  permission: solutionPermissions.answer,
  params,
  handle: ({ db, params: link }) => showLink(db, link),
})

const say = openPage({
  method: 'POST',
  path: '/solution/:secret/:said',
  permission: solutionPermissions.answer,
  params,
  form: z.strictObject({ words: prose(20_000).trim().optional() }),
  handle: async ({ tx, params: link, form }) => {
    const unheard = await answerByLink(tx, link, form.words ?? '')
    if (unheard !== '') return showLink(tx, link, unheard)
    // The page tells what holds now, whoever decided it; going there, a second press asks nothing again.
    return { goTo: `/solution/${link.secret}/${link.said}` }
  },
})

export const pages = [ask, say]
