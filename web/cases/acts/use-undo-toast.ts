import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { wordsOf } from '../../app/problem.ts'
import { toast } from '../../kit/toast.tsx'
import { undoRegrouping } from '../api.ts'

/** Says that cases were regrouped and offers to take it back. */
export function useUndoToast(): (regroupingId: number, words: string) => void {
  const { t } = useLingui()
  const client = useQueryClient()
  const undo = async (regroupingId: number) => {
    try {
      await undoRegrouping(regroupingId)
      toast(t`Everything is as it was.`)
    } catch (error) {
      toast(wordsOf(error, t`It could not be taken back.`))
    }
    await client.invalidateQueries()
  }
  return (regroupingId, words) => {
    toast(words, { stay: 12_000, action: { label: t`Take it back`, run: () => void undo(regroupingId) } })
  }
}
