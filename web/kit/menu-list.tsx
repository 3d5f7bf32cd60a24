import { Menu as AriaMenu, Header, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components'
import { cx } from './cx.ts'
import { Kbd } from './kbd.tsx'
import type { Act, MenuProps } from './menu.tsx'
import { Popover, rowLook } from './popover.tsx'

/** A button (the first child) that opens a list of acts, each with its shortcut. */
export function MenuList({ label, groups, children, isOpenAtFirst }: MenuProps & { isOpenAtFirst: boolean }) {
  return (
    <MenuTrigger defaultOpen={isOpenAtFirst}>
      {children}
      <Popover className="min-w-52">
        <AriaMenu aria-label={label} className="outline-none">
          {groups.map((group, index) => (
            <MenuSection
              key={group.title ?? index}
              aria-label={group.title ?? label}
              className={cx(index > 0 && 'mt-1 border-line border-t pt-1')}
            >
              {group.title && <Header className="px-2 py-1 text-ink-quiet text-xs">{group.title}</Header>}
              {group.acts.map((act) => (
                <MenuRow key={act.id} act={act} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

function MenuRow({ act }: { act: Act }) {
  const Icon = act.icon
  return (
    <MenuItem
      id={act.id}
      textValue={act.label}
      isDisabled={act.isDisabled ?? false}
      onAction={act.run}
      className={cx(rowLook, act.isDanger && 'text-bad')}
    >
      {Icon && <Icon aria-hidden size={16} strokeWidth={1.75} className="shrink-0 opacity-75" />}
      <span className="grow">{act.label}</span>
      {act.keys && <Kbd keys={act.keys} className="text-ink-quiet" />}
    </MenuItem>
  )
}
