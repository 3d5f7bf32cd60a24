import { platformErrors } from '../../platform/contract/errors.ts'
import { brokenConstraint } from '../../platform/db/constraint.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import { requireVersion } from '../../platform/http/version.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { clockAnnouncements, type Policy, type Targets } from '../contract.ts'
import { addPolicy, endPolicy, lockPolicy, type PolicyRow, type Scope } from '../queries/policies.ts'

export const toPolicy = (row: PolicyRow): Policy => ({ ...row, fromAt: row.fromAt.toISOString() })

/**
 * Sets how long customers may wait, for a team, an organisation or everybody. Running clocks keep the time that has
 * run and rested; the new targets count from now on.
 * @throws platform.not-found for an unknown team or organisation; platform.version-needed, platform.changed-meanwhile when there was one before
 */
export const setPolicy = async (
  tx: Tx,
  actor: StaffActor,
  scope: Scope,
  ifMatch: number | null,
  targets: Targets,
): Promise<Policy> => {
  const before = await lockPolicy(tx, scope)
  if (before) {
    requireVersion(ifMatch, toPolicy(before))
    await endPolicy(tx, before.id)
  }
  await addPolicy(tx, scope, targets, (before?.version ?? 0) + 1).catch((error: unknown) => {
    const broken = brokenConstraint(error)
    // Somebody set the first one at the same moment: theirs must be seen before it is changed.
    if (broken === 'clock_policies_now') throw platformErrors.versionNeeded()
    throw broken === null ? error : platformErrors.notFound()
  })
  await tell(tx, actor, scope)
  const now = await lockPolicy(tx, scope)
  if (!now) throw new Error('a policy vanished while it was written')
  return toPolicy(now)
}

/** Ends a policy: from now on the next wider one counts, or none. @throws platform.not-found */
export const removePolicy = async (tx: Tx, actor: StaffActor, scope: Scope): Promise<void> => {
  const before = await lockPolicy(tx, scope)
  if (!before) throw platformErrors.notFound()
  await endPolicy(tx, before.id)
  await tell(tx, actor, scope)
}

const tell = (tx: Tx, actor: StaffActor, { teamId, organisationId }: Scope) =>
  announce(tx, clockAnnouncements.policyChanged, {
    actor,
    objects: [
      ...(teamId === null ? [] : [{ type: 'team', id: teamId }]),
      ...(organisationId === null ? [] : [{ type: 'organisation', id: organisationId }]),
    ],
    attributes: { for: teamId ? 'team' : organisationId ? 'organisation' : 'everybody' },
  })
