import { platformErrors } from '../../platform/contract/errors.ts'
import { decodeCursor } from '../../platform/db/page.ts'

/** The cursor of a list by name. @throws platform.invalid */
export const nameCursor = (cursor: string): { sorted: string; id: number } => {
  const [sorted, id] = decodeCursor(cursor, 2)
  if (typeof sorted !== 'string' || sorted.includes('\0') || !Number.isSafeInteger(id)) throw foreignCursor()
  return { sorted, id: Number(id) }
}

/** The refusal of a cursor that another list made, or nobody. */
export const foreignCursor = () =>
  platformErrors.invalid({ fields: [{ path: 'after', message: 'is not a cursor of this list' }] })
