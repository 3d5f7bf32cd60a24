import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Keyboard, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react'
import { Button } from 'react-aria-components'
import { Avatar } from '../kit/avatar.tsx'
import { type ActGroup, Menu } from '../kit/menu.tsx'
import { openShortcuts } from './palette-state.ts'
import { signOut, useSession } from './session.ts'
import { chooseTheme } from './theme.ts'

/** The reader's own corner: theme, shortcuts, own account, leaving. */
export function Me() {
  const { t } = useLingui()
  const { person } = useSession()
  const client = useQueryClient()
  const navigate = useNavigate()
  const groups: ActGroup[] = [
    {
      title: t`Light`,
      acts: [
        { id: 'light', label: t`Day`, icon: Sun, run: () => chooseTheme('light') },
        { id: 'dark', label: t`Night`, icon: Moon, run: () => chooseTheme('dark') },
        { id: 'system', label: t`As the computer says`, icon: Monitor, run: () => chooseTheme('system') },
      ],
    },
    {
      acts: [
        { id: 'keys', label: t`Keyboard shortcuts`, icon: Keyboard, keys: '?', run: openShortcuts },
        {
          id: 'account',
          label: t`My account`,
          icon: UserRound,
          run: () => void navigate({ to: '/settings/$section', params: { section: 'account' } }),
        },
        { id: 'out', label: t`Sign out`, icon: LogOut, run: () => void signOut(client) },
      ],
    },
  ]
  return (
    <Menu label={t`You`} groups={groups}>
      <Button className="flex w-full cursor-pointer items-center gap-2.5 rounded-md p-1.5 text-start data-[hovered]:bg-hover">
        <Avatar name={person.name} size="small" />
        <span className="sr-only">{t`You:`}</span>
        <span className="truncate max-2xl:sr-only">{person.name}</span>
      </Button>
    </Menu>
  )
}
