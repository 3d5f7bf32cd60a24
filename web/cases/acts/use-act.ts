import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { wordsOf } from '../../app/problem.ts'
import { toast } from '../../kit/toast.tsx'

/** Does something to a case and then shows how it stands; a refusal is said in the server's words. */
export function useAct(caseId: number) {
  const { t } = useLingui()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onError: (error) => toast(wordsOf(error, t`That did not work; nothing was changed.`)),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['case', caseId] })
      void client.invalidateQueries({ queryKey: ['cases'] })
    },
  })
}
