import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import type { Answer, Escalation } from '../../server/escalations/contract.ts'
import { Form } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { answerEscalation } from './api.ts'
import { answerWords } from './words.ts'

type Props = { found: Case; escalation: Escalation; answer: Answer; onClose: () => void }

/** What somebody did who was asked for help, in a sentence that the owner reads. */
export function AnswerDialog({ found, escalation, answer, onClose }: Props) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const me = useSession().person.id
  const questions: Record<Answer, string> = {
    'took-on': t`What will you do?`,
    helped: t`What did you do?`,
    'not-needed': t`Why is no help needed?`,
  }
  const owner = found.owner.name
  return (
    <Dialog title={i18n._(answerWords[answer])} isOpen onClose={onClose} width="narrow">
      <Form
        submit={t`Say so`}
        onSubmit={async (values) => {
          await answerEscalation(escalation.id, { answer, words: values('words') })
          await client.invalidateQueries({ queryKey: ['case', found.id] })
          void client.invalidateQueries({ queryKey: ['cases'] })
          if (found.owner.id !== me) toast(t`${owner} is told and owns the case as before.`)
          onClose()
        }}
      >
        <TextArea
          label={questions[answer]}
          help={t`Everybody on this case reads it.`}
          name="words"
          rows={3}
          maxLength={1000}
          isRequired
          autoFocus
        />
      </Form>
    </Dialog>
  )
}
