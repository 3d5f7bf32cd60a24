import type { LucideIcon } from 'lucide-react'
import { lazy, type ReactNode, Suspense } from 'react'

export type Act = {
  id: string
  label: string
  icon?: LucideIcon
  keys?: string
  isDanger?: boolean
  isDisabled?: boolean
  run: () => void
}
export type ActGroup = { title?: string; acts: Act[] }
export type MenuProps = { label: string; groups: ActGroup[]; children: ReactNode }

const MenuList = lazy(() => import('./menu-list.tsx').then((part) => ({ default: part.MenuList })))

/** A menu behind the button given as child. Its code comes after the first paint; the button stands there at once. */
export function Menu(props: MenuProps) {
  return (
    <Suspense fallback={props.children}>
      <MenuList {...props} />
    </Suspense>
  )
}
