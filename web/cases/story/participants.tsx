import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Case } from '../../../server/cases/contract.ts'
import { Part } from '../../kit/part.tsx'

type People = Case['participants']
const parts: Record<People[number]['part'], MessageDescriptor> = {
  cc: msg`gets a copy`,
  consulted: msg`was asked`,
  mentioned: msg`was mentioned`,
  follower: msg`follows`,
}

/** Who else belongs to the case. */
export function Participants({ participants }: { participants: People }) {
  const { t, i18n } = useLingui()
  if (participants.length === 0) return null
  return (
    <Part title={t`Also in this case`}>
      <ul className="grid gap-0.5">
        {participants.map((one) => (
          <li key={one.id} className="flex items-baseline justify-between gap-2">
            <span className="truncate" title={one.address ?? undefined}>
              {one.name}
            </span>
            <span className="shrink-0 text-ink-quiet text-sm">{i18n._(parts[one.part])}</span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
