import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { Chip } from '../kit/chip.tsx'
import { Part } from '../kit/part.tsx'
import { consultsQuery } from './api.ts'
import { short, stateTones, stateWords } from './words.ts'

/** In the story: who was asked for help with this, and whether they answered. */
export default function ConsultsPart({ found }: { found: Case }) {
  const { t, i18n } = useLingui()
  const items = useQuery(consultsQuery(found.id)).data?.items ?? []
  if (items.length === 0) return null
  return (
    <Part title={t`Asked for help`}>
      <ul className="grid gap-1.5">
        {items.map(({ id, to, team, question, state }) => (
          <li key={id}>
            <div className="flex items-start justify-between gap-2">
              <span className="min-w-0 truncate">{team?.name ?? to.name}</span>
              <Chip tone={stateTones[state]} className="mt-0.5 shrink-0">
                {i18n._(stateWords[state])}
              </Chip>
            </div>
            <p dir="auto" className="text-ink-soft text-sm">
              {short(question)}
            </p>
          </li>
        ))}
      </ul>
    </Part>
  )
}
