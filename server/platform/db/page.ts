import { platformErrors } from '../contract/errors.ts'

export interface Page<T> {
  items: T[]
  next: string | null
}

type CursorPart = string | number | null

/** Packs the sort values of the last row shown; opaque to the reader. */
export const encodeCursor = (parts: readonly CursorPart[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url')

/**
 * Unpacks a cursor of `length` parts.
 * @throws platform.invalid when it was not made by {@link encodeCursor}.
 */
export const decodeCursor = (cursor: string, length: number): CursorPart[] => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parts) && parts.length === length && parts.every(isPart)) return parts
  } catch {
    // falls through to the refusal: a broken cursor is a wrong request, not a defect
  }
  throw notOfThisList()
}

/** Unpacks a cursor that is nothing but an id. @throws platform.invalid when it is something else */
export const idOfCursor = (cursor: string): number => {
  const [id] = decodeCursor(cursor, 1)
  if (typeof id === 'number' && Number.isSafeInteger(id)) return id
  throw notOfThisList()
}

const notOfThisList = () =>
  platformErrors.invalid({ fields: [{ path: 'after', message: 'is not a cursor of this list' }] })

const isPart = (part: unknown): part is CursorPart =>
  part === null || typeof part === 'string' || (typeof part === 'number' && Number.isFinite(part))

/** Cuts `limit + 1` fetched rows to a page; the row too many says that there is a next one. */
export const toPage = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursor: (row: Row) => readonly CursorPart[],
): Page<Item> => {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return {
    items: shown.map(item),
    next: rows.length > limit && last !== undefined ? encodeCursor(cursor(last)) : null,
  }
}
