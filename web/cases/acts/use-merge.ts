import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Case } from '../../../server/cases/contract.ts'
import { mergeCase } from '../api.ts'
import { useUndoToast } from './use-undo-toast.ts'

type Target = { id: number; number: number }

/** Merges this case into another, offers to take it back, and goes there. `isSure`: also with another customer's. */
export function useMerge(found: Case): (target: Target, isSure: boolean) => Promise<void> {
  const { t } = useLingui()
  const client = useQueryClient()
  const navigate = useNavigate()
  const undo = useUndoToast()
  return async (target, isSure) => {
    const { id } = await mergeCase(found.id, target.id, isSure)
    const number = target.number
    undo(id, t`Merged into #${number}.`)
    void client.invalidateQueries({ queryKey: ['case', found.id] })
    void client.invalidateQueries({ queryKey: ['case', target.id] })
    void client.invalidateQueries({ queryKey: ['cases'] })
    void navigate({ to: '/desk/$list/$caseId', params: { list: 'all', caseId: String(target.id) } })
  }
}
