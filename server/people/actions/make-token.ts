import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import { permissionsOf } from '../../platform/contract/permission.ts'
import type { Database } from '../../platform/db/pool.ts'
import { type Tx, transact } from '../../platform/db/transaction.ts'
import { accountOfEmail } from '../../platform/identity/accounts.ts'
import { type Actor, type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { sha256 } from '../../platform/identity/authenticate.ts'
import { newSecret } from '../../platform/identity/tokens.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type madeTokenSchema,
  type newTokenSchema,
  peopleAnnouncements,
  type tokenSchema,
} from '../contract.ts'
import { findStaff, firstAdmin, type StaffRow, staffOfAccount } from '../queries/staff.ts'
import { addToken, revokeToken } from '../queries/tokens.ts'

type Wanted = z.output<typeof newTokenSchema>
type Made = z.input<typeof madeTokenSchema>

/**
 * Makes a token that acts in one's own name, limited to its scopes.
 * @returns with the token itself, shown this once
 * @throws platform.invalid for a scope that one does not hold oneself, or an end in the past
 */
export const makeToken = async (tx: Tx, actor: StaffActor, wanted: Wanted): Promise<Made> => {
  const staff = await findStaff(tx, actor.staffId)
  if (!staff) throw platformErrors.signInNeeded()
  const held = permissionsOf(actor.role).map(({ name }) => name)
  const grantable = held.filter((name) => actor.scopes === null || actor.scopes.includes(name))
  return issue(tx, actor, staff, grantable, wanted)
}

export interface CommandedToken {
  readonly name: string
  /** All that the person may do when left out. */
  readonly scopes?: readonly string[] | undefined
  readonly expiresAt?: string | undefined
  /** In whose name; the longest-serving administrator's when left out. */
  readonly email?: string | undefined
}

/** Makes a token for the `regard` command. @throws platform.not-found when there is nobody to act for */
export const createToken = (db: Database, wanted: CommandedToken): Promise<Made> => {
  const actor = systemActor('regard-command')
  return transact(db, actor, async (tx) => {
    const account = wanted.email === undefined ? undefined : await accountOfEmail(tx, wanted.email)
    const staff =
      wanted.email === undefined ? await firstAdmin(tx) : account && (await staffOfAccount(tx, account.id))
    if (!staff || staff.switchedOffAt !== null) throw platformErrors.notFound()
    const held = permissionsOf(staff.role).map(({ name }) => name)
    return issue(tx, actor, staff, held, { ...wanted, scopes: [...(wanted.scopes ?? held)] })
  })
}

const issue = async (
  tx: Tx,
  actor: Actor,
  staff: StaffRow,
  grantable: readonly string[],
  { name, scopes, expiresAt }: Wanted,
): Promise<Made> => {
  const unknown = scopes.filter((scope) => !grantable.includes(scope))
  if (unknown.length > 0) refuse('scopes', `names permissions you do not hold: ${unknown.join(', ')}`)
  if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.now()) refuse('expiresAt', 'is in the past')
  const token = `rg_${newSecret()}`
  const row = await addToken(tx, {
    accountId: staff.accountId,
    name,
    sha256: sha256(token),
    hint: token.slice(-4),
    scopes: [...new Set(scopes)],
    expiresAt: expiresAt ?? null,
  })
  await announce(tx, peopleAnnouncements.tokenMade, {
    actor,
    objects: [
      { type: 'token', id: row.id },
      { type: 'staff', id: staff.id },
    ],
    attributes: { name, scopes: row.scopes },
  })
  return { ...showToken(row), token }
}

const refuse = (path: string, message: string): never => {
  throw platformErrors.invalid({ fields: [{ path, message }] })
}

/** A token as it is listed. */
export const showToken = (row: Awaited<ReturnType<typeof addToken>>): z.input<typeof tokenSchema> => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
})

/** Ends a token at once. @throws platform.not-found */
export const endToken = async (tx: Tx, actor: StaffActor, id: number): Promise<void> => {
  const name = await revokeToken(tx, id)
  if (name === undefined) throw platformErrors.notFound()
  await announce(tx, peopleAnnouncements.tokenRevoked, {
    actor,
    objects: [{ type: 'token', id }],
    attributes: { name },
  })
}
