import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Policy } from '../../server/clocks/contract.ts'
import { Button } from '../kit/button.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { policiesQuery } from './api.ts'
import { PolicyDialog } from './policy-dialog.tsx'
import { targetText } from './target.ts'
import { targetNames, targetWords } from './words.ts'

/** How long customers may wait: for everybody, and where a team or an organisation differs. */
export default function PolicySettings() {
  const { t, i18n } = useLingui()
  const policies = useQuery(policiesQuery)
  const [edited, setEdited] = useState<Policy | 'new' | null>(null)
  const nameOf = ({ team, organisation }: Policy) => team?.name ?? organisation?.name ?? t`Everybody`
  const targets = (policy: Policy) =>
    targetNames
      .filter((name) => policy[name] !== null)
      .map((name) => `${i18n._(targetWords[name])} ${targetText(policy[name])}`)
      .join(', ')
  return (
    <Sheet
      title={t`Service clocks`}
      lead={t`How long customers may wait, in open hours. It changes when something is due, never who comes first.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
          {t`New targets`}
        </Button>
      }
    >
      <Things
        label={t`Service clocks`}
        from={policies}
        empty={{
          title: t`No targets yet`,
          words: t`Waiting is measured all the same. With targets, lists show what is due when.`,
        }}
      >
        {(policy) => (
          <>
            <span className="min-w-0 grow">
              <span className="block font-medium">{nameOf(policy)}</span>
              <span className="block text-ink-soft text-sm">
                {targets(policy) || t`Measured without targets`}
              </span>
            </span>
            <Button size="small" aria-label={t`Change ${nameOf(policy)}`} onPress={() => setEdited(policy)}>
              {t`Change`}
            </Button>
          </>
        )}
      </Things>
      {edited && <PolicyDialog policy={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Sheet>
  )
}
