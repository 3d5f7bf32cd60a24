import { useLingui } from '@lingui/react/macro'
import { useMutation } from '@tanstack/react-query'
import type { CustomerPromise } from '../../server/promises/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { handPromise, keepPromise, reopenPromise } from './api.ts'
import { useRefresh } from './use-refresh.ts'

/** What is said of a promise with one press: that it was kept, which can be taken back, and that one keeps it. */
export function useKeep(promise: CustomerPromise) {
  const { t } = useLingui()
  const refresh = useRefresh(promise.case.id)
  const act = useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onError: (error) => toast(wordsOf(error, t`That did not work; nothing was changed.`)),
    onSettled: refresh,
  })
  const keep = async () => {
    const kept = await keepPromise(promise)
    const run = () => act.mutate(() => reopenPromise(kept))
    toast(kept.state === 'kept' ? t`Kept. Thank you.` : t`Kept, late.`, { action: { label: t`Undo`, run } })
  }
  return {
    isPending: act.isPending,
    keep: () => act.mutate(keep),
    takeOver: (keeperId: number) => act.mutate(() => handPromise(promise, keeperId)),
  }
}
