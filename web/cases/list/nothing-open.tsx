import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Coffee } from 'lucide-react'
import type { ListName } from '../../../server/cases/contract.ts'
import { Kbd } from '../../kit/kbd.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { countsQuery } from '../api.ts'

/** Beside a list while no case is open. */
export function NothingOpen({ list }: { list: ListName }) {
  const { t } = useLingui()
  const { data } = useQuery(countsQuery)
  const isFree = data?.counts['needs-me'] === 0
  return (
    <EmptyState
      icon={Coffee}
      title={isFree && list === 'needs-me' ? t`Nobody is waiting for you` : t`Who would you like to help?`}
    >
      <p className="max-md:hidden">
        <Trans>
          Choose a case, or press <Kbd keys="j" /> for the next one.
        </Trans>
      </p>
    </EmptyState>
  )
}
