import { Trans } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Checkbox } from '../../kit/checkbox.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { conversationQuery } from '../api.ts'
import { partsOf } from './parts.ts'

type Props = { caseId: number; chosen: ReadonlySet<number>; onChange: (chosen: ReadonlySet<number>) => void }

/** Which contacts of a case are meant. */
export function PartChoice({ caseId, chosen, onChange }: Props) {
  const { data } = useInfiniteQuery(conversationQuery(caseId))
  const parts = partsOf(data?.pages.toReversed().flatMap((page) => page.items) ?? [])
  const toggle = (id: number) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChange(next)
  }
  return (
    <fieldset className="mb-4 grid gap-1">
      <legend className="mb-2 text-ink-soft">
        <Trans>Which parts belong elsewhere?</Trans>
      </legend>
      {parts.map((part) => (
        <Checkbox
          key={part.contactId}
          isSelected={chosen.has(part.contactId)}
          onChange={() => toggle(part.contactId)}
          className="min-w-0 py-1"
        >
          <span className="truncate">{part.words}</span>
          <RelativeTime time={part.at} className="shrink-0 text-ink-quiet text-sm" />
        </Checkbox>
      ))}
    </fieldset>
  )
}
