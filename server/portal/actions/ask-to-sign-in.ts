import type { Tx } from '../../platform/db/transaction.ts'
import { mayMail } from '../../platform/identity/tries.ts'
import { enqueue } from '../../platform/jobs/job.ts'
import { askedTicket } from '../jobs/queue.ts'

/**
 * Somebody wants to see their cases. The answer is the same, and takes as long, whether or not the address is a
 * customer's: whose it is, is looked up afterwards, so many times an hour and no more.
 */
export const askToSignIn = async (
  tx: Tx,
  { email, ip, next }: { readonly email: string; readonly ip: string | null; readonly next: string },
): Promise<void> => {
  if (await mayMail(tx, email, ip)) await enqueue(tx, askedTicket, { email, next })
}
