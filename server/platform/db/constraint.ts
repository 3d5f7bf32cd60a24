import pg from 'pg'

/** The name of the constraint or unique index that refused a statement; null for any other error. */
export const brokenConstraint = (error: unknown): string | null =>
  error instanceof pg.DatabaseError && (error.code === '23505' || error.code === '23503')
    ? (error.constraint ?? null)
    : null
