import { HandOverError, handOver, type MailServer } from '../../../platform/mail-transport/smtp.ts'
import type { Platform } from '../../../platform/platform.ts'
import { type Attempt, markDataBegun } from '../queries/outbox-attempts.ts'
import { expireToken } from '../queries/sign-ins.ts'
import { type End, type ExplainedTrouble, wordsFor } from '../rules/retries.ts'
import { endsOfFailure, endsOfSuccess } from '../rules/sending.ts'

/**
 * Hands a composed mail over to its mail server. That its text begins to leave is committed before it does.
 * @param find the server, looked for when the attempt begins; null when nobody sends for this address
 * @param explain what is wrong with the mailbox, in words for administrators; null when it is well
 */
export const handOverMail = async (
  platform: Platform,
  { outgoing, claim, to }: Attempt,
  bytes: Buffer,
  find: () => Promise<MailServer | null>,
  explain: (error: HandOverError, server: MailServer | null) => ExplainedTrouble | null,
): Promise<End> => {
  let dataBegun = false
  const mark = async (): Promise<void> => {
    dataBegun = await markDataBegun(platform.db, outgoing.id, claim)
    if (!dataBegun) throw new Error('another sender has taken this mail over')
  }
  let server: MailServer | null = null
  try {
    server = await find()
    if (!server) {
      const reply = wordsFor.noServer()
      return { ends: to.map((address) => ({ address, state: 'failed', reason: null, reply })), reply }
    }
    const handed = await handOver(server, { from: outgoing.envelopeFrom, to }, bytes, mark)
    return { ends: endsOfSuccess(to, handed), reply: handed.reply, trouble: null }
  } catch (error) {
    if (!(error instanceof HandOverError)) throw error
    const trouble = explain(error, server)
    if (error.stage === 'signing-in' && outgoing.mailboxId !== null)
      await expireToken(platform.db, outgoing.mailboxId)
    return { ends: endsOfFailure(to, error, dataBegun, trouble), reply: error.words.slice(0, 1_000), trouble }
  }
}
