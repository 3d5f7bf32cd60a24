import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { type CustomerChange, changeCustomer } from './api.ts'

/** Changes a customer and shows the result everywhere; a refusal is said and leaves things as they were. */
export function useChangeCustomer(id: number): (change: CustomerChange, version: number) => Promise<void> {
  const { t } = useLingui()
  const client = useQueryClient()
  return async (change, version) => {
    try {
      await changeCustomer(id, change, version)
    } catch (error) {
      toast(wordsOf(error, t`That could not be saved; it is as it was.`))
    }
    await client.invalidateQueries({ queryKey: ['customer', id] })
    await client.invalidateQueries({ queryKey: ['customers'] })
  }
}
