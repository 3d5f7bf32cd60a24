import { Suspense } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { useCaseParts } from './parts.ts'

/** What needs a word before the conversation: an offer to accept, an alarm to answer. */
export function Banners({ found }: { found: Case }) {
  return (
    <div className="empty:hidden">
      <Suspense fallback={null}>
        {useCaseParts().banners.map(({ id, Part }) => (
          <Part key={id} found={found} />
        ))}
      </Suspense>
    </div>
  )
}
