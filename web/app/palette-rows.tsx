import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  Building2,
  CircleDot,
  EyeOff,
  type LucideIcon,
  MessageSquare,
  Paperclip,
  UserRound,
} from 'lucide-react'
import { Header, MenuItem, MenuSection } from 'react-aria-components'
import type { SearchHit } from '../../server/cases/contract.ts'
import { Kbd } from '../kit/kbd.tsx'
import { rowLook } from '../kit/popover.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import type { Command } from './commands.ts'
import { bits } from './excerpt.ts'
import { closeOverlay, closeOverlayAnd } from './palette-state.ts'

const icons: Record<SearchHit['kind'], LucideIcon> = {
  case: CircleDot,
  message: MessageSquare,
  note: EyeOff,
  file: Paperclip,
  customer: UserRound,
  organisation: Building2,
}
const header = 'px-2 pt-1 pb-1 text-ink-quiet text-xs'

/** People and cases that were found, each with the words that matched. */
export function HitRows({ hits }: { hits: SearchHit[] }) {
  const { t } = useLingui()
  return (
    <MenuSection className="mb-1">
      <Header className={header}>{t`People and cases`}</Header>
      {hits.slice(0, 12).map((hit) => (
        <HitRow key={`${hit.kind}${hit.caseId}${hit.customerId}${hit.excerpt}`} hit={hit} />
      ))}
    </MenuSection>
  )
}

function HitRow({ hit }: { hit: SearchHit }) {
  const navigate = useNavigate()
  const Icon = icons[hit.kind]
  const open = () => {
    closeOverlay()
    if (hit.caseId !== null) {
      void navigate({ to: '/desk/$list/$caseId', params: { list: 'all', caseId: String(hit.caseId) } })
    } else if (hit.customerId !== null) {
      void navigate({ to: '/customers/$customerId', params: { customerId: String(hit.customerId) } })
    } else {
      void navigate({ to: '/customers', search: { q: hit.title } })
    }
  }
  return (
    <MenuItem textValue={hit.title} onAction={open} className={rowLook}>
      <Icon aria-hidden size={16} className="shrink-0 text-ink-quiet" />
      <span className="min-w-0 grow">
        <span className="block truncate">
          {hit.title}{' '}
          {hit.caseNumber !== null && <span className="text-ink-quiet text-sm">#{hit.caseNumber}</span>}
        </span>
        {hit.excerpt && (
          <span className="block truncate text-ink-soft text-sm">
            {bits(hit.excerpt).map(({ text, isMatch }, index) =>
              isMatch ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: the bits of one excerpt never change their order.
                <mark key={index} className="bg-transparent font-semibold text-accent-text">
                  {text}
                </mark>
              ) : (
                text
              ),
            )}
          </span>
        )}
      </span>
      {hit.at && <RelativeTime time={hit.at} className="shrink-0 text-ink-quiet text-sm" />}
    </MenuItem>
  )
}

/** What can be done from here, with its shortcut. */
export function CommandRows({ commands }: { commands: Command[] }) {
  const { t } = useLingui()
  return (
    <MenuSection>
      <Header className={header}>{t`What you can do here`}</Header>
      {commands.map((command) => (
        <MenuItem
          key={command.id}
          id={command.id}
          textValue={command.title}
          onAction={() => closeOverlayAnd(command.run)}
          className={rowLook}
        >
          <span className="grow">{command.title}</span>
          <span className="text-ink-quiet text-sm">{command.group}</span>
          {command.keys && <Kbd keys={command.keys} className="text-ink-quiet" />}
        </MenuItem>
      ))}
    </MenuSection>
  )
}
