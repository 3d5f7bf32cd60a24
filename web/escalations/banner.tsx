import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { LifeBuoy } from 'lucide-react'
import { useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import type { Answer, Escalation } from '../../server/escalations/contract.ts'
import { useSession } from '../app/session.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { AnswerDialog } from './answer-dialog.tsx'
import { escalationsQuery } from './api.ts'
import { answerWords, happenedWords } from './words.ts'

/** What guidelines ask for on this case, until somebody answers: one banner for each person who is asked. */
export default function EscalationBanner({ found }: { found: Case }) {
  const { data } = useQuery(escalationsQuery(found.id))
  const open = (data?.items ?? []).filter(({ answered }) => answered === null)
  const first = open.filter(
    ({ asked }, index) => open.findIndex((one) => one.asked.id === asked.id) === index,
  )
  return first.map(({ asked }) => (
    <Asked key={asked.id} found={found} all={open.filter((one) => one.asked.id === asked.id)} />
  ))
}

const choices = Object.keys(answerWords) as Answer[]

function Asked({ found, all }: { found: Case; all: readonly Escalation[] }) {
  const { t, i18n } = useLingui()
  const me = useSession().person.id
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [first] = all
  if (!first) return null
  const { asked, askedAt, may } = first
  const isMine = asked.id === me
  return (
    <Banner
      icon={LifeBuoy}
      label={isMine ? t`Your help is asked for` : t`${asked.name} is asked for help`}
      acts={
        may.answer &&
        choices.map((choice, index) => (
          <Button
            key={choice}
            size="small"
            look={isMine && index === 0 ? 'primary' : index === 2 ? 'quiet' : 'plain'}
            onPress={() => setAnswer(choice)}
          >
            {`${i18n._(answerWords[choice])}…`}
          </Button>
        ))
      }
    >
      {all.map(({ id, condition, said, advice }) => (
        <p key={id}>
          <strong className="font-semibold">{i18n._(happenedWords(i18n, condition, said))}</strong>{' '}
          {advice && (
            <span dir="auto" className="whitespace-pre-line">
              <Trans>Guideline: {advice}</Trans>
            </span>
          )}
        </p>
      ))}
      <p className="text-ink-soft text-sm">
        {isMine ? (
          <Trans>
            You were asked <RelativeTime time={askedAt} />.
          </Trans>
        ) : (
          <Trans>
            {asked.name} was asked <RelativeTime time={askedAt} />.
          </Trans>
        )}{' '}
        {isMine && found.owner.id !== me && t`${found.owner.name} owns the case as before.`}
      </p>
      {answer && (
        <AnswerDialog found={found} escalation={first} answer={answer} onClose={() => setAnswer(null)} />
      )}
    </Banner>
  )
}
