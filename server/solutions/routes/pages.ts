import { z } from 'zod'
import { speechFor } from '../../../pages/words/words.ts'
import { line, prose } from '../../platform/contract/schemas.ts'
import { openPage } from '../../platform/http/page.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import { answer } from '../actions/answer.ts'
import { linkHash } from '../actions/link.ts'
import { showLink } from '../actions/show-link.ts'
import { said, solutionPermissions } from '../contract.ts'
import { unsafeSolutionOfLink } from '../queries/solutions.ts'

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
    const solution = await unsafeSolutionOfLink(tx, linkHash(link.secret))
    if (solution) {
      const actor: CustomerActor = { kind: 'customer', customerId: solution.customerId, sessionId: null }
      const words = form.words || speechFor(null).words.notYetWithoutWords
      await answer(tx, actor, solution, { said: link.said, words, by: 'link' })
    }
    // The page tells what holds now, whoever decided it; going there, a second press asks nothing again.
    return { goTo: `/solution/${link.secret}/${link.said}` }
  },
})

export const pages = [ask, say]
