import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Case, changeCaseSchema } from '../../server/cases/contract.ts'
import { patch } from '../app/api.ts'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { caseQuery } from './api.ts'

type Change = z.input<typeof changeCaseSchema>

/** Changes a case: shown at once, taken back visibly when the server refuses or somebody was faster. */
export function useChangeCase(found: Case): (change: Change) => void {
  const { t } = useLingui()
  const client = useQueryClient()
  const key = caseQuery(found.id).queryKey
  const { mutate } = useMutation({
    mutationFn: (change: Change) => patch<Case>(`/cases/${found.id}`, change, found.version),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: key, exact: true })
      client.setQueryData(key, (now) => now && { ...now, ...change, customer: now.customer })
      return { before: found }
    },
    onError: (error, _, kept) => {
      client.setQueryData(key, kept?.before)
      toast(wordsOf(error, t`That could not be saved; it is as it was.`))
    },
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['case', found.id] })
      void client.invalidateQueries({ queryKey: ['cases'] })
    },
  })
  return mutate
}
