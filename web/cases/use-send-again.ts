import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { sendReplyAgain } from './api.ts'

/** Sends a reply once more; `evenIfArrived` says that its writer knows it may arrive twice. */
export function useSendAgain(found: Case): (messageId: number, evenIfArrived: boolean) => Promise<void> {
  const { t } = useLingui()
  const client = useQueryClient()
  return async (messageId, evenIfArrived) => {
    try {
      await sendReplyAgain(found.id, messageId, evenIfArrived)
      toast(t`It is on its way again.`)
    } catch (error) {
      toast(wordsOf(error, t`It could not be sent again.`))
    }
    await client.invalidateQueries({ queryKey: ['case', found.id] })
  }
}
