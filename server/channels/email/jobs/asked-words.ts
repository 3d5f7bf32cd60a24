import { caseAnnouncements } from '../../../cases/contract.ts'
import { unsafeActorOf } from '../../../people/index.ts'
import { Refusal } from '../../../platform/contract/errors.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { on } from '../../../platform/journal/reactions.ts'
import { reply } from '../actions/reply.ts'
import { claimAskedWords } from '../queries/asked-words.ts'

/** Mails what another room asked to be told to a customer, in the name of the person it names. */
export const sayAskedWords = on(
  caseAnnouncements.wordsAsked,
  'email.say-asked-words',
  async (context, event) => {
    const { caseId, seq, attributes } = event
    if (caseId === null) return
    const { db, config, seal, logger } = context
    try {
      await transact(db, systemActor('email'), async (tx) => {
        const actor = await unsafeActorOf(tx, attributes.staffId)
        if (!actor || !(await claimAskedWords(tx, seq))) return
        const words = { text: attributes.text, nextState: 'unchanged' } as const
        // It answers nothing, so nothing newer can make it wrong.
        const seenUpTo = Number.MAX_SAFE_INTEGER
        await reply({ tx, actor, config, seal }, caseId, { ...words, attachments: [], seenUpTo })
      })
    } catch (error) {
      // No address, merged meanwhile: nothing that another try would change. The case itself shows who owns it.
      if (!(error instanceof Refusal)) throw error
      logger.warn({ caseId, code: error.code }, 'a customer was not told who looks after them')
    }
  },
)
