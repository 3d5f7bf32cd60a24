import { lazy } from 'react'
import type { StaffPart } from '../../people/parts.ts'

/** Everything that rooms above people add to the dialog of a colleague. */
export const staffParts: readonly StaffPart[] = [
  { id: 'leaving', Part: lazy(() => import('../../ownership/leaving.tsx')) },
]
