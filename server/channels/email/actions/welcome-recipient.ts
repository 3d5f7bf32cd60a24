import { giveFirstAddress } from '../../../people/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { Platform } from '../../../platform/platform.ts'
import { mailboxes } from '../queries/mailboxes.ts'
import { findRecipient, type Recipient } from './find-recipient.ts'

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * Who receives at an address that a sending program named. On a new desk without any address, the first one
 * that is written to from this machine becomes the first team's, so that the desk can be tried at once.
 */
export const welcomeRecipient = async (
  { db, seal }: Platform,
  address: string,
  peer: string,
): Promise<Recipient | null> => {
  const found = await findRecipient(db, seal, address)
  if (found || !LOOPBACK.has(peer) || (await mailboxes(db)).length > 0) return found
  await transact(db, systemActor('email'), (tx) => giveFirstAddress(tx, systemActor('email'), address))
  return findRecipient(db, seal, address)
}
