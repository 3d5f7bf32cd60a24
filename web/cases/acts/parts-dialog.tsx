import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { Form } from '../../app/form.tsx'
import { wordsOf } from '../../app/problem.ts'
import { Checkbox } from '../../kit/checkbox.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { toast } from '../../kit/toast.tsx'
import { conversationQuery, moveContacts, splitCase } from '../api.ts'
import { CasePicker } from './case-picker.tsx'
import { partsOf } from './parts.ts'
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
  const { data } = useInfiniteQuery(conversationQuery(found.id))
  const parts = partsOf(data?.pages.toReversed().flatMap((page) => page.items) ?? [])
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const toggle = (id: number) =>
    setChosen(new Set([...chosen].filter((one) => one !== id).concat(chosen.has(id) ? [] : [id])))
  const done = async (regroupingId: number, words: string) => {
    undo(regroupingId, words)
    onClose()
    await client.invalidateQueries({ queryKey: ['case'] })
    await client.invalidateQueries({ queryKey: ['cases'] })
  }
  const move = async (to: { id: number; number: number }) => {
    try {
      const number = to.number
      await done((await moveContacts(found.id, [...chosen], to.id)).id, t`Moved to #${number}.`)
    } catch (error) {
      toast(wordsOf(error, t`That did not work; nothing was changed.`))
    }
  }
  return (
    <Dialog
      title={act === 'split' ? t`Split a part off` : t`Move a part to another case`}
      isOpen
      onClose={onClose}
      width="wide"
    >
      <fieldset className="mb-4 grid gap-1">
        <legend className="mb-2 text-ink-soft">
          <Trans>Which parts belong elsewhere?</Trans>
        </legend>
        {parts.map((part) => (
          <Checkbox
            key={part.contactId}
            isSelected={chosen.has(part.contactId)}
            onChange={() => toggle(part.contactId)}
            className="min-w-0 py-1"
          >
            <span className="truncate">{part.words}</span>
            <RelativeTime time={part.at} className="shrink-0 text-ink-quiet text-sm" />
          </Checkbox>
        ))}
      </fieldset>
      {act === 'split' && chosen.size > 0 && (
        <Form
          submit={t`Make it a case of its own`}
          onSubmit={async (values) => {
            const { id } = await splitCase(found.id, [...chosen], values('need'))
            await done(id, t`Split off into a case of its own.`)
          }}
        >
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
