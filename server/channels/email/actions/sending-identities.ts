import type { z } from 'zod'
import { deskSettings, findStaff, nameOfDesk } from '../../../people/index.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import type { Database } from '../../../platform/db/pool.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import { requireVersion } from '../../../platform/http/version.ts'
import type { StaffActor } from '../../../platform/identity/actor.ts'
import { announce } from '../../../platform/journal/announce.ts'
import {
  type changeSendingIdentitySchema,
  emailAnnouncements,
  nameStyles,
  type sendingIdentitySchema,
} from '../contract.ts'
import {
  type SendingIdentityRow,
  sendingIdentities,
  sendingIdentityById,
  updateSendingIdentity,
} from '../queries/sending-identities.ts'
import { fromName } from '../rules/from-name.ts'

type Shown = z.input<typeof sendingIdentitySchema>

/** As whom each mailbox in use writes, with the name as a customer of this person would read it. */
export const showSendingIdentities = async (db: Database, actor: StaffActor): Promise<Shown[]> => {
  const person = (await findStaff(db, actor.staffId))?.name ?? ''
  const organisation = nameOfDesk(await deskSettings(db))
  return (await sendingIdentities(db)).map((row) => shown(row, person, organisation))
}

const shown = ({ sendErrorAt, ...row }: SendingIdentityRow, person: string, organisation: string): Shown => ({
  ...row,
  names: Object.fromEntries(nameStyles.map((style) => [style, fromName(style, person, organisation)])),
  sendErrorSince: sendErrorAt?.toISOString() ?? null,
})

/**
 * Changes as whom a mailbox writes and how much it may send.
 * @throws platform.not-found, platform.changed-meanwhile
 */
export const changeSendingIdentity = async (
  { tx, actor, ifMatch }: { tx: Tx; actor: StaffActor; ifMatch: number | null },
  mailboxId: number,
  change: z.output<typeof changeSendingIdentitySchema>,
): Promise<Shown> => {
  const before = await sendingIdentityById(tx, mailboxId)
  if (!before) throw platformErrors.notFound()
  requireVersion(ifMatch, before)
  await updateSendingIdentity(tx, mailboxId, change)
  await announce(tx, emailAnnouncements.mailboxChanged, {
    ...{ actor, objects: [{ type: 'mailbox', id: mailboxId }], attributes: { name: before.name } },
  })
  const after = (await showSendingIdentities(tx, actor)).find(({ id }) => id === mailboxId)
  if (!after) throw platformErrors.notFound()
  return after
}
