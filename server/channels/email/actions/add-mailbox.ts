import type { z } from 'zod'
import { allTeams, teamOfAddress } from '../../../people/index.ts'
import { platformErrors } from '../../../platform/contract/errors.ts'
import { brokenConstraint } from '../../../platform/db/constraint.ts'
import type { Tx } from '../../../platform/db/transaction.ts'
import type { Actor } from '../../../platform/identity/actor.ts'
import type { Seal } from '../../../platform/identity/seal.ts'
import { announce } from '../../../platform/journal/announce.ts'
import { emailAnnouncements, emailErrors, type mailServerSchema, type newMailboxSchema } from '../contract.ts'
import { insertMailbox } from '../queries/mailbox-settings.ts'
import { type MailboxRow, mailboxAt } from '../queries/mailboxes.ts'
import { isLoopbackHost, sealCredentials } from '../rules/mail-server.ts'

/**
 * Sets up a mailbox. Its passwords are sealed and never leave the server again.
 * @throws email.address-taken; platform.invalid for an unknown team or a password in the clear over a network
 */
export const addMailbox = async (
  tx: Tx,
  actor: Actor,
  seal: Seal,
  input: z.output<typeof newMailboxSchema>,
): Promise<MailboxRow> => {
  const address = input.address.toLowerCase()
  await refuseTaken(tx, address, null, input.teamId)
  await refuseUnknownTeam(tx, input.teamId)
  refuseOpenPasswords(input)
  const { imap, smtp, name, teamId, signature, folders } = input
  const mailbox = await insertMailbox(tx, {
    ...{ name, address, teamId, signature, folders: onceEach(folders) },
    ...{ imap: withoutPassword(imap), smtp: withoutPassword(smtp) },
    credentialsSealed: sealCredentials(seal, { imap: imap?.password ?? '', smtp: smtp?.password ?? '' }),
    switchedOffAt: null,
  }).catch(refuseRace)
  await announceMailbox(tx, actor, mailbox)
  return mailbox
}

/** Without repeats, in the order given. */
export const onceEach = (folders: readonly string[]): string[] => [...new Set(folders)]

type ServerInput = (z.output<typeof mailServerSchema> & { password?: string }) | null

export const withoutPassword = (server: ServerInput): z.output<typeof mailServerSchema> | null => {
  if (server === null) return null
  const { host, port, security, user } = server
  return { host, port, security, user }
}

/** @throws platform.invalid */
export const refuseOpenPasswords = (servers: { imap?: ServerInput; smtp?: ServerInput }): void => {
  for (const kind of ['imap', 'smtp'] as const) {
    const server = servers[kind]
    if (server?.security === 'none' && !isLoopbackHost(server.host)) {
      const message = 'would send the password unprotected: choose tls or starttls'
      throw platformErrors.invalid({ fields: [{ path: `${kind}.security`, message }] })
    }
  }
}

/** @throws platform.invalid */
export const refuseUnknownTeam = async (tx: Tx, teamId: number): Promise<void> => {
  if ((await allTeams(tx)).some((team) => team.id === teamId)) return
  throw platformErrors.invalid({ fields: [{ path: 'teamId', message: 'names a team that does not exist' }] })
}

/** @throws email.address-taken when another mailbox in use, or another team, receives there */
export const refuseTaken = async (
  tx: Tx,
  address: string,
  ownId: number | null,
  teamId: number,
): Promise<void> => {
  const mailbox = await mailboxAt(tx, address)
  const team = await teamOfAddress(tx, address)
  const taken = (mailbox && mailbox.id !== ownId) || (team !== undefined && team !== teamId)
  if (taken) throw emailErrors.addressTaken()
}

/** Of two mailboxes for one address at the same moment, the database takes one. @throws email.address-taken */
export const refuseRace = (error: unknown): never => {
  throw brokenConstraint(error) === 'mailboxes_by_address' ? emailErrors.addressTaken() : error
}

export const announceMailbox = async (tx: Tx, actor: Actor, { id, name }: MailboxRow): Promise<void> => {
  const objects = [{ type: 'mailbox', id }]
  await announce(tx, emailAnnouncements.mailboxChanged, { actor, objects, attributes: { name } })
}
