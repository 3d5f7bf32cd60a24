import { useState } from 'react'
import { type Keyed, type Steady, steady } from './steady.ts'

/**
 * Rows that do not move while `isHeld` (the pointer is over them, or a bulk selection is being made).
 * `release` shows the newcomers at once. A change of `scope` (another list, another filter) starts anew.
 */
export function useSteadyRows<T extends Keyed>(
  fresh: T[],
  isHeld: boolean,
  scope: string,
): Steady<T> & { release: () => void } {
  const [kept, setKept] = useState({ scope, rows: fresh })
  const adopt = () => setKept({ scope, rows: fresh })
  const isAdopted = kept.rows === fresh && kept.scope === scope
  if (!isAdopted && (!isHeld || kept.scope !== scope || kept.rows.length === 0)) adopt()
  if (isAdopted || !isHeld || kept.scope !== scope) return { rows: fresh, newcomers: 0, release: adopt }
  return { ...steady(kept.rows, fresh), release: adopt }
}
