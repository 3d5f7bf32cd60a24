import { useLingui } from '@lingui/react/macro'
import { Check } from 'lucide-react'
import type { CaseRow as Row } from '../../../server/cases/contract.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { cx } from '../../kit/cx.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { Due, Waiting } from '../waiting.tsx'

type Props = { row: Row; isOpen: boolean; isMarked: boolean; onMark: (withShift: boolean) => void }

/** One case in a list: who, what they need, their last words, and how long they have waited. */
export function CaseRow({ row, isOpen, isMarked, onMark }: Props) {
  const { t } = useLingui()
  const name = row.customer?.name ?? t`Unknown person`
  return (
    <div
      title={row.reason ?? undefined}
      className={cx(
        'group flex h-full gap-3 border-line border-b px-4 py-3',
        isOpen
          ? 'bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]'
          : isMarked
            ? 'bg-hover'
            : 'hover:bg-hover',
      )}
    >
      <Face name={name} isMarked={isMarked} onMark={onMark} />
      <div className="min-w-0 grow">
        <div className="flex items-center gap-1.5">
          <span className={cx('truncate', row.customerWaitingSince ? 'font-semibold' : 'text-ink-soft')}>
            {name}
          </span>
          <ChannelIcon channel={row.channel} />
          <span className="grow" />
          <Waiting since={row.customerWaitingSince} activity={row.lastActivityAt} />
        </div>
        <div dir="auto" className="truncate">
          {row.need}
        </div>
        <div className="flex items-center gap-2 text-ink-soft text-sm">
          <span dir="auto" className="grow truncate">
            {row.calledFor ? (
              <span className="text-accent-text">{row.calledFor}</span>
            ) : (
              <>
                {row.lastWordsBy === 'staff' && <span className="text-ink-quiet">{t`We:`} </span>}
                {row.lastWords}
              </>
            )}
          </span>
          <Due at={row.nextDueAt} kind={row.nextDueKind} />
          <span
            title={
              row.heldOnDuty
                ? t`Nobody took it yet; ${row.owner.name} answers for it`
                : t`${row.owner.name} owns this`
            }
          >
            <Avatar
              name={row.owner.name}
              size="tiny"
              className={cx(row.heldOnDuty && 'outline-1 outline-dashed outline-line-strong')}
            />
          </span>
        </div>
      </div>
    </div>
  )
}

// The face is also the place to mark a row with the pointer; the keyboard marks with x on the row itself, so this
// is no button of its own (a list's option may not hold one).
function Face({
  name,
  isMarked,
  onMark,
}: {
  name: string
  isMarked: boolean
  onMark: (withShift: boolean) => void
}) {
  return (
    <span
      aria-hidden="true"
      className="relative size-9 shrink-0"
      onPointerDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation()
        onMark(event.shiftKey)
      }}
    >
      <Avatar name={name} className={cx(isMarked ? 'opacity-0' : 'group-hover:opacity-0')} />
      <span
        className={cx(
          'absolute inset-1.5 items-center justify-center rounded-md border',
          isMarked
            ? 'flex border-accent bg-accent text-on-accent'
            : 'hidden border-line-strong bg-surface group-hover:flex',
        )}
      >
        {isMarked && <Check size={16} strokeWidth={3} />}
      </span>
    </span>
  )
}
