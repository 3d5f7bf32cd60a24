import type { z } from 'zod'
import { checkFields, customerExists, mergedFields } from '../../customers/index.ts'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Tx } from '../../platform/db/transaction.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { announce } from '../../platform/journal/announce.ts'
import { type Case, caseAnnouncements, type changeCaseSchema } from '../contract.ts'
import { openCasePage } from '../queries/case-page.ts'
import { type LockedCase, lockCase, refuseMerged, updateCase } from '../queries/case-row.ts'
import { giveCustomer } from '../queries/give-customer.ts'
import { indexWords } from '../search/index-words.ts'

type Change = z.output<typeof changeCaseSchema>

/**
 * Changes what people write about a case: its need, whose it is, tags and own fields.
 * @param version the version its editor saw
 * @throws platform.not-found, platform.version-needed, platform.changed-meanwhile with the current case,
 *   cases.already-merged, customers.unknown-field, platform.invalid for an unknown customer
 */
export const changeCase = async (
  tx: Tx,
  actor: StaffActor,
  caseId: number,
  version: number | null,
  change: Change,
): Promise<Case> => {
  const row = await lockCase(tx, actor, caseId)
  refuseMerged(row)
  if (version === null) throw platformErrors.versionNeeded()
  if (version !== row.version)
    throw platformErrors.changedMeanwhile({ current: await openCasePage(tx, actor, caseId) })
  const changed = await write(tx, row, change)
  if (changed.length > 0) {
    const objects = [{ type: 'case', id: caseId }]
    await announce(tx, caseAnnouncements.changed, { actor, caseId, objects, attributes: { changed } })
  }
  return openCasePage(tx, actor, caseId)
}

/** @returns the names of what is different now */
const write = async (
  tx: Tx,
  row: LockedCase,
  { need, customerId, tags, fields }: Change,
): Promise<string[]> => {
  const newNeed = need !== undefined && need !== row.need
  const newCustomer = customerId !== undefined && customerId !== row.customer_id
  if (fields) await checkFields(tx, 'case', fields)
  if (newCustomer && !(await customerExists(tx, customerId)))
    throw platformErrors.invalid({ fields: [{ path: 'customerId', message: 'is no customer we know' }] })
  const changes = {
    ...(newNeed && { need }),
    ...(tags && !sameTags(tags, row.tags) && { tags: [...new Set(tags)] }),
    ...(fields && { fields: JSON.stringify(mergedFields(row.fields, fields)) }),
  }
  const changed = [...Object.keys(changes), ...(newCustomer ? ['customer'] : [])]
  if (changed.length === 0) return changed
  await updateCase(tx, row, changes)
  if (newCustomer) await giveCustomer(tx, row, customerId)
  if (newNeed) {
    const { id, created_at: at, language } = row
    await indexWords(tx, { caseId: id, kind: 'need', objectId: id, at, text: need, language })
  }
  return changed
}

const sameTags = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((tag, index) => tag === b[index])
