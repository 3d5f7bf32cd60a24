import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { isProblem, wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { CasePicker } from './case-picker.tsx'
import { useMerge } from './use-merge.ts'

/** Merging this case into another one; two different customers need a second yes. */
export function MergeDialog({ found, onClose }: { found: Case; onClose: () => void }) {
  const { t } = useLingui()
  const mergeInto = useMerge(found)
  const [problem, setProblem] = useState<unknown>(null)
  const [into, setInto] = useState<{ id: number; number: number } | null>(null)
  const merge = async (target: { id: number; number: number }, isSure: boolean) => {
    setInto(target)
    try {
      await mergeInto(target, isSure)
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  const isAskedAgain = isProblem(problem, 'cases.different-customers')
  const number = found.number
  return (
    <Dialog title={t`Merge #${number} into another case`} isOpen onClose={onClose}>
      <p className="mb-4 text-ink-soft">
        <Trans>Everything said here joins the other case. It can be taken back.</Trans>
      </p>
      <CasePicker
        label={t`Into which case?`}
        customerId={found.customer?.id ?? null}
        exceptId={found.id}
        onPick={(target) => void merge(target, false)}
      />
      <div role="alert" className="mt-3 text-bad text-sm">
        {problem ? wordsOf(problem, t`That did not work; nothing was changed.`) : ''}
      </div>
      {isAskedAgain && into && (
        <Button look="danger" className="mt-2" onPress={() => void merge(into, true)}>
          {t`Merge them all the same`}
        </Button>
      )}
    </Dialog>
  )
}
