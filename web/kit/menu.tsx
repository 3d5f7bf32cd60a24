import type { LucideIcon } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'

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

/**
 * A menu behind the button given as child. Its code comes after the first paint; the button stands there at once, and
 * who presses it before the code has come finds the menu open.
 */
export function Menu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false)
  const early = (
    <span className="contents" onClickCapture={() => setWanted(true)}>
      {props.children}
    </span>
  )
  return (
    <Suspense fallback={early}>
      <MenuList {...props} isOpenAtFirst={isWanted} />
    </Suspense>
  )
}
