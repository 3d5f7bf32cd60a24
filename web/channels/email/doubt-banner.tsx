import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import type { Case } from '../../../server/cases/contract.ts'
import type { doubtSchema } from '../../../server/channels/email/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { useMerge } from '../../cases/acts/use-merge.ts'
import { Button } from '../../kit/button.tsx'
import { toast } from '../../kit/toast.tsx'
import { doubtQuery, settleDoubt } from './api.ts'

type Other = NonNullable<z.infer<typeof doubtSchema>['belongsTo']>

function Question({ other: { id, number, need, why } }: { other: Other }) {
  const link = (
    <Link to="/desk/$list/$caseId" params={{ list: 'all', caseId: String(id) }}>
      #{number} “{need}”
    </Link>
  )
  if (why === 'disowned') return <Trans>This answers {link}, but nothing proves who sent it.</Trans>
  if (why === 'subject') return <Trans>The subject names {link}. Does it belong there?</Trans>
  return <Trans>This answers {link}, but its writer takes no part there.</Trans>
}

/** Says where a case may belong whose first mail answered another one; one click moves it there, one says no. */
export default function DoubtBanner({ found }: { found: Case }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const merge = useMerge(found)
  const { data } = useQuery({ ...doubtQuery(found.id), enabled: found.channel === 'email' })
  const other = data?.belongsTo
  if (!other) return null
  const { number } = other
  const failed = (error: unknown) => toast(wordsOf(error, t`That did not work; nothing was changed.`))
  const settle = async (isSettled: boolean) => {
    await settleDoubt(found.id, isSettled)
    await client.invalidateQueries({ queryKey: ['case', found.id] })
  }
  const keepHere = async () => {
    await settle(true)
    const run = () => void settle(false).catch(failed)
    toast(t`It stays a case of its own.`, { stay: 12_000, action: { label: t`Take it back`, run } })
  }
  return (
    <aside
      aria-label={t`Where this may belong`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-sunken px-5 py-2.5 text-sm"
    >
      <p className="min-w-0 grow">
        <Question other={other} />
      </p>
      {found.may.regroup && (
        <Button size="small" onPress={() => void merge(other, true).catch(failed)}>
          {t`Move it to #${number}`}
        </Button>
      )}
      {found.may.note && (
        <Button size="small" look="quiet" onPress={() => void keepHere().catch(failed)}>
          {t`It does not belong there`}
        </Button>
      )}
    </aside>
  )
}
