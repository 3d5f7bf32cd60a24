import type { Database } from '../../platform/db/pool.ts'
import { customerErrors } from '../contract.ts'
import { type FieldObject, fieldDefinitions } from '../queries/fields.ts'
import { type FieldValue, fieldFault } from '../rules.ts'

/**
 * Checks values against the own fields of customers, organisations or cases.
 * @throws customers.unknown-field naming each one that does not fit
 */
export const checkFields = async (
  db: Database,
  object: FieldObject,
  fields: Readonly<Record<string, FieldValue>>,
): Promise<void> => {
  if (Object.keys(fields).length === 0) return
  const rules = new Map((await fieldDefinitions(db, object)).map((rule) => [rule.key, rule]))
  const faults = Object.entries(fields).flatMap(([key, value]) => {
    const message = fieldFault(rules.get(key), value)
    return message === null ? [] : [{ path: `fields.${key}`, message }]
  })
  if (faults.length > 0) throw customerErrors.unknownField({ fields: faults })
}
