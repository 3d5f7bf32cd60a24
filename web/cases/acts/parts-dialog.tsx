import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { Form } from '../../app/form.tsx'
import { wordsOf } from '../../app/problem.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { toast } from '../../kit/toast.tsx'
import { moveContacts, splitCase } from '../api.ts'
import { CasePicker } from './case-picker.tsx'
import { PartChoice } from './part-choice.tsx'
import { useUndoToast } from './use-undo-toast.ts'

/** Choosing which contacts go: into a new case of their own, or over to another one. */
export function PartsDialog({
  found,
  act,
  onClose,
}: {
  found: Case
  act: 'split' | 'move'
  onClose: () => void
}) {
  const { t } = useLingui()
  const client = useQueryClient()
  const undo = useUndoToast()
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const done = async (regroupingId: number, words: string) => {
    undo(regroupingId, words)
    onClose()
    await client.invalidateQueries({ queryKey: ['case'] })
    await client.invalidateQueries({ queryKey: ['cases'] })
  }
  const split = async (need: string) => {
    const { id } = await splitCase(found.id, [...chosen], need)
    await done(id, t`Split off into a case of its own.`)
  }
  const move = async (to: { id: number; number: number }) => {
    try {
      const number = to.number
      await done((await moveContacts(found.id, [...chosen], to.id)).id, t`Moved to #${number}.`)
    } catch (error) {
      toast(wordsOf(error, t`That did not work; nothing was changed.`))
    }
  }
  const title = act === 'split' ? t`Split a part off` : t`Move a part to another case`
  return (
    <Dialog title={title} isOpen onClose={onClose} width="wide">
      <PartChoice caseId={found.id} chosen={chosen} onChange={setChosen} />
      {act === 'split' && chosen.size > 0 && (
        <Form submit={t`Make it a case of its own`} onSubmit={(values) => split(values('need'))}>
          <TextField
            label={t`The need of the new case, in one line`}
            name="need"
            maxLength={300}
            isRequired
            autoFocus
          />
        </Form>
      )}
      {act === 'move' && chosen.size > 0 && (
        <CasePicker
          label={t`To which case?`}
          customerId={found.customer?.id ?? null}
          exceptId={found.id}
          onPick={(to) => void move(to)}
        />
      )}
    </Dialog>
  )
}
