import { type ComponentType, createContext, type LazyExoticComponent, use } from 'react'
import type { Staff } from '../../server/people/contract.ts'

/** Something another room shows with a colleague whose access is changed, e.g. what they must hand over first. */
export type StaffPart = {
  id: string
  Part: LazyExoticComponent<ComponentType<{ staff: Staff; isLeaving: boolean }>>
}

/** Given by the settings. Composed in web/app, because people know no room above them. */
export const StaffPartsContext = createContext<readonly StaffPart[]>([])

export const useStaffParts = () => use(StaffPartsContext)
