import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Case } from '../../../server/cases/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { useMerge } from '../../cases/acts/use-merge.ts'
import { Button } from '../../kit/button.tsx'
import { toast } from '../../kit/toast.tsx'
import { doubtQuery } from './api.ts'

/** Says where a case may belong whose first mail answered another one, and moves it there by a click. */
export default function DoubtBanner({ found }: { found: Case }) {
  const { t } = useLingui()
  const merge = useMerge(found)
  const { data } = useQuery({ ...doubtQuery(found.id), enabled: found.channel === 'email' })
  const other = data?.belongsTo
  if (!other) return null
  const { number, need } = other
  return (
    <aside
      aria-label={t`Where this may belong`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-sunken px-5 py-2.5 text-sm"
    >
      <p className="min-w-0 grow">
        <Trans>
          This answers{' '}
          <Link to="/desk/$list/$caseId" params={{ list: 'all', caseId: String(other.id) }}>
            #{number} “{need}”
          </Link>
          , but its writer takes no part there.
        </Trans>
      </p>
      {found.may.regroup && (
        <Button
          size="small"
          onPress={() =>
            void merge(other, true).catch((error) =>
              toast(wordsOf(error, t`That did not work; nothing was changed.`)),
            )
          }
        >
          {t`Move it to #${number}`}
        </Button>
      )}
    </aside>
  )
}
