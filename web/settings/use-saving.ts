import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'

/** Does one small thing, says when it was refused, and shows how things stand afterwards. */
export function useSaving(
  queryKey: readonly unknown[],
): (work: () => Promise<unknown>, done?: string) => Promise<void> {
  const { t } = useLingui()
  const client = useQueryClient()
  return async (work, done) => {
    try {
      await work()
      if (done) toast(done)
    } catch (error) {
      toast(wordsOf(error, t`That could not be saved; it is as it was.`))
    }
    await client.invalidateQueries({ queryKey })
  }
}
