import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { Actor } from '../../platform/identity/actor.ts'
import { sha256 } from '../../platform/identity/authenticate.ts'
import { newSecret } from '../../platform/identity/tokens.ts'
import { announce } from '../../platform/journal/announce.ts'
import {
  type madeTokenSchema,
  type newTokenSchema,
  peopleAnnouncements,
  type tokenSchema,
} from '../contract.ts'
import type { StaffRow } from '../queries/staff.ts'
import { addToken } from '../queries/tokens.ts'

/** What a token is to be. */
export type WantedToken = z.output<typeof newTokenSchema>

/** A token with its secret. */
export type MadeToken = z.input<typeof madeTokenSchema>

/** Makes a token within what the person may do. @throws platform.invalid for other scopes, or an end in the past */
export const issueToken = async (
  tx: Tx,
  actor: Actor,
  staff: StaffRow,
  grantable: readonly string[],
  { name, scopes, expiresAt }: WantedToken,
): Promise<MadeToken> => {
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
