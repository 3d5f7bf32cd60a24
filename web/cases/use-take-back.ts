import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { takeBackReply } from './api.ts'

/** Takes a reply back before it leaves; its words return to the composer as a draft. */
export function useTakeBack(caseId: number): (messageId: number) => void {
  const { t } = useLingui()
  const client = useQueryClient()
  return async (messageId) => {
    try {
      await takeBackReply(caseId, messageId)
      toast(t`Taken back. Nobody has seen it.`)
    } catch (error) {
      toast(wordsOf(error, t`It could not be taken back.`))
    }
    await client.invalidateQueries({ queryKey: ['case', caseId] })
  }
}
