import { useLingui } from '@lingui/react/macro'
import type { Case } from '../../server/cases/contract.ts'
import type { Answer, Escalation } from '../../server/escalations/contract.ts'
import { useSession } from '../app/session.ts'
import { ReasonDialog } from '../cases/acts/reason-dialog.tsx'
import { answerEscalation } from './api.ts'
import { answerWords } from './words.ts'

type Props = { found: Case; escalation: Escalation; answer: Answer; onClose: () => void }

/** What somebody did who was asked for help, in a sentence that the owner reads. */
export function AnswerDialog({ found, escalation, answer, onClose }: Props) {
  const { t, i18n } = useLingui()
  const me = useSession().person.id
  const questions: Record<Answer, string> = {
    'took-on': t`What will you do?`,
    helped: t`What did you do?`,
    'not-needed': t`Why is no help needed?`,
  }
  const owner = found.owner.name
  return (
    <ReasonDialog
      caseId={found.id}
      title={i18n._(answerWords[answer])}
      question={questions[answer]}
      help={t`Everybody on this case reads it.`}
      submit={t`Say so`}
      send={(words) => answerEscalation(escalation.id, { answer, words })}
      said={found.owner.id === me ? undefined : t`${owner} is told and owns the case as before.`}
      onClose={onClose}
    />
  )
}
