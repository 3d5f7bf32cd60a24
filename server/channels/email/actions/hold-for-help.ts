import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { emailErrors } from '../contract.ts'
import { type HeldMail, holdKeptMail, keptMail } from '../queries/kept-mails.ts'

/**
 * Holds a mail that waits for a person's help.
 * @throws platform.not-found; email.not-quarantined when it found its place meanwhile
 */
export const holdForHelp = async (tx: Tx, rawMailId: number): Promise<HeldMail> => {
  const held = await holdKeptMail(tx, rawMailId)
  if (held) return held
  throw (await keptMail(tx, rawMailId)) ? emailErrors.notQuarantined() : platformErrors.notFound()
}
