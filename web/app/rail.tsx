import { useLingui } from '@lingui/react/macro'
import { Link, type LinkProps } from '@tanstack/react-router'
import { Handshake, Inbox, type LucideIcon, Settings, Users } from 'lucide-react'
import { DeskLists } from '../cases/desk-lists.tsx'
import icon from '../kit/icon.svg'
import { tip } from '../kit/tip.ts'
import { Me } from './me.tsx'
import { SearchButton } from './search-button.tsx'

type Room = { label: string; icon: LucideIcon; keys: string; link: LinkProps }

/** The rooms of the house. Wide: words and the desk's lists; narrower: icons; on a phone: a bar below. */
export function Rail() {
  const { t } = useLingui()
  const rooms: Room[] = [
    { label: t`Desk`, icon: Inbox, keys: 'g d', link: { to: '/desk/$list', params: { list: 'needs-me' } } },
    { label: t`Customers`, icon: Users, keys: 'g c', link: { to: '/customers' } },
    { label: t`Promises`, icon: Handshake, keys: 'g p', link: { to: '/promises' } },
    { label: t`Settings`, icon: Settings, keys: 'g s', link: { to: '/settings' } },
  ]
  return (
    <nav
      aria-label={t`Rooms`}
      className="flex min-h-0 min-w-0 flex-col gap-1 border-line border-e bg-paper p-2.5 max-md:order-last max-md:flex-row max-md:items-center max-md:justify-around max-md:gap-0 max-md:border-e-0 max-md:border-t max-md:p-1"
    >
      <div className="flex items-center gap-2 px-1 pb-2 max-md:hidden">
        <img src={icon} alt="" className="size-7" />
        <span className="font-semibold text-lg max-2xl:hidden">Regard</span>
      </div>
      <SearchButton />
      {rooms.map((room) => (
        <div key={room.keys} className="contents">
          <RoomLink room={room} />
          {room.icon === Inbox && <DeskLists className="mb-2 max-2xl:hidden" />}
        </div>
      ))}
      <div className="mt-auto max-md:mt-0">
        <Me />
      </div>
    </nav>
  )
}

function RoomLink({ room: { label, icon: Icon, keys, link } }: { room: Room }) {
  return (
    <Link
      {...link}
      {...tip(label, keys, 'end')}
      activeProps={{ className: 'bg-hover text-ink font-medium' }}
      inactiveProps={{ className: 'text-ink-soft' }}
      className="flex h-9 items-center gap-2.5 rounded-md px-2.5 hover:bg-hover hover:text-ink max-md:h-12 max-md:flex-col max-md:justify-center max-md:min-w-0 max-md:gap-0.5 max-md:px-1 max-md:text-xs"
    >
      <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
      <span className="md:max-2xl:sr-only max-md:max-w-full max-md:truncate">{label}</span>
    </Link>
  )
}
