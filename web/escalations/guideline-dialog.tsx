import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Guideline } from '../../server/escalations/contract.ts'
import { Form } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { changeGuideline, removeGuideline, writeGuideline } from './api.ts'
import { ConditionFields } from './condition-fields.tsx'
import { draftOf, guidelineIn, missingIn } from './draft.ts'
import { TeamField, WhomFields } from './whom-fields.tsx'

/** Writing a guideline as a sentence with fields in it: when, whom to ask, what to do. */
export function GuidelineDialog({
  guideline,
  onClose,
}: {
  guideline: Guideline | null
  onClose: () => void
}) {
  const { t } = useLingui()
  const client = useQueryClient()
  const save = useSaving(['guidelines'])
  const { person } = useSession()
  const [draft, setDraft] = useState(() =>
    draftOf(guideline, person.role === 'admin' ? null : (person.teamIds[0] ?? null)),
  )
  const [isTried, setTried] = useState(false)
  const change = (changed: Partial<typeof draft>) => setDraft({ ...draft, ...changed })
  const missing = isTried ? missingIn(draft) : null
  const fields = { draft, onChange: change, missing }
  return (
    <Dialog
      title={guideline ? t`Change the guideline` : t`New guideline`}
      isOpen
      onClose={onClose}
      width="wide"
    >
      <Form
        submit={t`Save`}
        aside={
          guideline && (
            <Button
              look="danger"
              onPress={() => void save(() => removeGuideline(guideline.id)).then(onClose)}
            >
              {t`Remove it`}
            </Button>
          )
        }
        onSubmit={async (values) => {
          setTried(true)
          const written = guidelineIn(draft, values('advice'), guideline?.isOn ?? true)
          if (!written) return
          await (guideline ? changeGuideline(guideline, written) : writeGuideline(written))
          await client.invalidateQueries({ queryKey: ['guidelines'] })
          onClose()
        }}
      >
        <TeamField draft={draft} onChange={change} />
        <ConditionFields {...fields} />
        <WhomFields {...fields} />
        <TextArea
          label={t`and this is what to do`}
          help={t`Whoever is asked reads it above the conversation.`}
          name="advice"
          defaultValue={guideline?.advice ?? ''}
          rows={3}
          maxLength={1000}
          isRequired
        />
      </Form>
    </Dialog>
  )
}
