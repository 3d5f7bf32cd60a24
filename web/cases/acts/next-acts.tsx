import { useLingui } from '@lingui/react/macro'
import { Suspense, useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { useCaseParts } from '../parts.ts'
import { ActDialog } from './act-dialog.tsx'

/** The real next acts below the composer: what else one can do for this customer now. */
export function NextActs({ found }: { found: Case }) {
  const { t, i18n } = useLingui()
  const [asked, setAsked] = useState<string | null>(null)
  const acts = useCaseParts().acts.filter(({ isNext, isOffered }) => isNext && isOffered(found))
  if (acts.length === 0 && asked === null) return null
  return (
    <fieldset aria-label={t`What to do next`} className="mx-auto flex max-w-184 flex-wrap gap-1 pt-1.5">
      {acts.map(({ id, label, icon: Icon, keys }) => (
        <Button
          key={id}
          look="quiet"
          size="small"
          keys={keys}
          icon={<Icon aria-hidden size={15} />}
          onPress={() => setAsked(id)}
        >
          {i18n._(label)}
        </Button>
      ))}
      <Suspense fallback={null}>
        {asked && <ActDialog id={asked} found={found} onClose={() => setAsked(null)} />}
      </Suspense>
    </fieldset>
  )
}
