import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { EarlierCase } from '../../../server/cases/contract.ts'
import { cx } from '../../kit/cx.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { ChannelIcon } from '../channel-icon.tsx'
import { stateWords } from '../words.ts'

/** What this customer came with before, folded at the top of the scroll. */
export function EarlierCases({ cases }: { cases: EarlierCase[] }) {
  const { i18n } = useLingui()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className="border-line border-b pb-4">
      <Button
        onPress={() => setOpen(!isOpen)}
        aria-expanded={isOpen}
        className="flex cursor-pointer items-center gap-1.5 rounded-md py-1 pe-2 text-ink-soft text-sm data-[hovered]:text-ink"
      >
        <ChevronRight
          aria-hidden
          size={16}
          className={cx('transition-transform rtl:-scale-x-100', isOpen && 'rotate-90')}
        />
        <Plural
          value={cases.length}
          one="# earlier case of this customer"
          other="# earlier cases of this customer"
        />
      </Button>
      {isOpen && (
        <ul className="mt-1 grid">
          {cases.map((one) => (
            <li key={one.id}>
              <Link
                to="/desk/$list/$caseId"
                params={{ list: 'all', caseId: String(one.id) }}
                className="flex items-center gap-2 rounded-md px-2 py-1.5 hover:bg-hover"
              >
                <ChannelIcon channel={one.channel} />
                <span className="truncate">{one.need}</span>
                <span className="shrink-0 text-ink-quiet text-sm">
                  <Trans>
                    {i18n._(stateWords[one.state])}, <RelativeTime time={one.lastActivityAt} />
                  </Trans>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
