import type { z } from 'zod'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { requireVersion } from '../../../platform/http/version.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { type changeMailboxSchema, mailServerSchema } from '../contract.ts'
import { forgetFolders } from '../queries/folders.ts'
import { updateMailbox } from '../queries/mailbox-settings.ts'
import { type MailboxRow, mailboxById } from '../queries/mailboxes.ts'
import { openCredentials, sealCredentials } from '../rules/mail-server.ts'
import { forgetTokens } from './access-token.ts'
import {
  announceMailbox,
  onceEach,
  refuseOpenPasswords,
  refuseRace,
  refuseTaken,
  refuseUnknownTeam,
  withoutPassword,
} from './add-mailbox.ts'
import { showMailbox } from './show-mailbox.ts'

type Change = z.output<typeof changeMailboxSchema>

/**
 * Changes a mailbox or switches it off. A password that is left out stays as it is, unless the server or user it
 * belongs to changed: then it would be handed to somebody else's server.
 * @throws platform.not-found, platform.changed-meanwhile, email.address-taken, platform.invalid
 */
export const changeMailbox = async (
  { tx, actor, seal, ifMatch }: { tx: Tx; actor: StaffActor; seal: Seal; ifMatch: number | null },
  mailboxId: number,
  change: Change,
): Promise<MailboxRow> => {
  const before = await mailboxById(tx, mailboxId)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, showMailbox(before))
  const address = (change.address ?? before.address).toLowerCase()
  const teamId = change.teamId ?? before.teamId
  const switchedOff = change.switchedOff ?? before.switchedOffAt !== null
  if (!switchedOff) await refuseTaken(tx, address, mailboxId, teamId)
  await refuseUnknownTeam(tx, teamId)
  refuseOpenPasswords(change)
  const stored = openCredentials(seal, before.credentialsSealed)
  const imap = nextServer(before.imap, change.imap, stored.imap)
  const smtp = nextServer(before.smtp, change.smtp, stored.smtp)
  const folders = onceEach(change.folders ?? before.folders)
  const isBegun = imap.isAnother || (before.switchedOffAt !== null && !switchedOff)
  // Another account is fetched from its beginning, and so is a folder that is chosen again later.
  await forgetFolders(tx, mailboxId, imap.isAnother ? [] : folders)
  // Nor is a sign-in handed to another server: somebody signs in again.
  if (imap.isAnother || smtp.isAnother) await forgetTokens(tx, seal, mailboxId)
  const after = await updateMailbox(
    tx,
    mailboxId,
    {
      ...{ name: change.name ?? before.name, address, teamId, imap: imap.server, smtp: smtp.server },
      credentialsSealed: sealCredentials(seal, { imap: imap.password, smtp: smtp.password }),
      ...{ signature: change.signature ?? before.signature, folders },
      switchedOffAt: switchedOff ? (before.switchedOffAt ?? new Date()) : null,
    },
    isBegun,
  ).catch(refuseRace)
  await announceMailbox(tx, actor, after)
  return after
}

const nextServer = (before: unknown, change: Change['imap'], password: string) => {
  const old = mailServerSchema.nullable().parse(before)
  if (change === undefined) return { server: old, password, isAnother: false }
  const isAnother = change?.host !== old?.host || change?.user !== old?.user
  const kept = isAnother ? '' : password
  return { server: withoutPassword(change), password: change?.password ?? kept, isAnother }
}
