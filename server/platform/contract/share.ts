/** A part of a whole, from 0 to 1; null where there is nothing to share, never 0 or 1 (methods.md section 0). */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)
