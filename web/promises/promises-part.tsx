import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { Part } from '../kit/part.tsx'
import { casePromisesQuery } from './api.ts'
import { PromiseItem } from './promise-item.tsx'

/** In the story: what is promised and still to be kept; what became of the others is folded. */
export default function PromisesPart({ found }: { found: Case }) {
  const { t } = useLingui()
  const { data } = useQuery(casePromisesQuery(found.id))
  if (!data || data.items.length === 0) return null
  const open = data.items.filter(({ settledAt }) => settledAt === null)
  const settled = data.items.filter(({ settledAt }) => settledAt !== null)
  const count = settled.length
  return (
    <Part title={t`Promised`}>
      <ul className="divide-y divide-line">
        {open.map((promise) => (
          <PromiseItem key={promise.id} promise={promise} />
        ))}
      </ul>
      {count > 0 && (
        <details className="mt-1 text-sm">
          <summary className="cursor-pointer text-ink-soft">
            <Trans>Earlier promises: {count}</Trans>
          </summary>
          <ul className="divide-y divide-line">
            {settled.map((promise) => (
              <PromiseItem key={promise.id} promise={promise} />
            ))}
          </ul>
        </details>
      )}
    </Part>
  )
}
