import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Handshake } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import type { NoticedPromise } from '../../server/promises/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { Button } from '../kit/button.tsx'
import { toast } from '../kit/toast.tsx'
import { casePromisesQuery, denyNoticed, makePromise } from './api.ts'
import { DueTime } from './due-time.tsx'
import { useRefresh } from './use-refresh.ts'

const PromiseDialog = lazy(() => import('./promise-dialog.tsx'))

/** One's own reply sounds like a promise: is it one? Nothing is promised until its writer says so. */
export default function NoticedBanner({ found }: { found: Case }) {
  const { data } = useQuery(casePromisesQuery(found.id))
  const first = data?.noticed[0]
  return first ? <Asked key={first.id} found={found} noticed={first} timeZone={data.timeZone} /> : null
}

type Props = { found: Case; noticed: NoticedPromise; timeZone: string }

function Asked({ found, noticed, timeZone }: Props) {
  const { t } = useLingui()
  const refresh = useRefresh(found.id)
  const [isChanging, setChanging] = useState(false)
  const answer = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onError: (error) => toast(wordsOf(error, t`That did not work; nothing was changed.`)),
    onSettled: refresh,
  })
  const { id, what, dueAt, timeGiven } = noticed
  const promise = () => answer.mutate(() => makePromise(found.id, { what, dueAt, noticedPromiseId: id }))
  return (
    <section
      aria-label={t`Did you promise something?`}
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-accent-soft px-4 py-2 text-sm"
    >
      <Handshake aria-hidden size={16} className="shrink-0 text-accent-text" />
      <p className="min-w-48 grow basis-72">
        <Trans>
          You wrote “{what}” A promise by <DueTime at={dueAt} timeZone={timeZone} />?
        </Trans>
      </p>
      <div className="flex flex-wrap gap-1">
        {timeGiven && (
          <Button size="small" look="primary" isPending={answer.isPending} onPress={promise}>
            {t`Yes, I keep it`}
          </Button>
        )}
        <Button size="small" look={timeGiven ? 'quiet' : 'primary'} onPress={() => setChanging(true)}>
          {timeGiven ? t`Another time…` : t`Yes, choose the hour…`}
        </Button>
        <Button size="small" look="quiet" onPress={() => answer.mutate(() => denyNoticed(id))}>
          {t`No promise`}
        </Button>
      </div>
      <Suspense fallback={null}>
        {isChanging && <PromiseDialog found={found} noticed={noticed} onClose={() => setChanging(false)} />}
      </Suspense>
    </section>
  )
}
