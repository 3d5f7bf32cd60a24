import { Trans, useLingui } from '@lingui/react/macro'
import { HandHelping } from 'lucide-react'
import { useState } from 'react'
import type { Consult } from '../../server/consults/contract.ts'
import { useSession } from '../app/session.ts'
import { useAct } from '../cases/acts/use-act.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { answerConsult, declineConsult } from './api.ts'
import { keepWords } from './kept-words.ts'

type Props = { consult: Consult; words: string }

/** Somebody asks the reader: the question, and a place for the answer. */
export function AskedBanner({ consult, words }: Props) {
  const { t } = useLingui()
  const { id, caseId, askedBy, question, mayWriteToCustomer } = consult
  const act = useAct(caseId)
  const [isMissing, setMissing] = useState(false)
  const asker = askedBy?.name ?? t`The desk`
  const end = (how: typeof answerConsult, done: string) => {
    if (words.trim() === '') return setMissing(true)
    act.mutate(async () => {
      await how(id, words)
      keepWords(id, '')
      toast(done)
    })
  }
  return (
    <Banner icon={HandHelping} label={t`Your help is asked for`}>
      <p className="text-sm">
        <Asks consult={consult} asker={asker} />{' '}
        <RelativeTime time={consult.askedAt} className="text-ink-soft" />
      </p>
      <blockquote
        dir="auto"
        className="mt-1 max-w-[72ch] whitespace-pre-line break-words text-lg leading-snug"
      >
        {question}
      </blockquote>
      <TextArea
        label={t`Your answer`}
        isLabelHidden
        placeholder={t`Your answer. Only we read it.`}
        rows={2}
        value={words}
        onChange={(text) => {
          setMissing(false)
          keepWords(id, text)
        }}
        error={isMissing ? t`Write a word first: ${asker} reads it.` : undefined}
        maxLength={20_000}
        className="mt-2 max-w-[72ch]"
      />
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button
          look="primary"
          isPending={act.isPending}
          onPress={() => end(answerConsult, t`Answered. ${asker} is told.`)}
        >{t`Answer`}</Button>
        <Button
          look="quiet"
          isPending={act.isPending}
          onPress={() => end(declineConsult, t`${asker} is told that you cannot help.`)}
        >{t`I cannot help with this`}</Button>
        <span className="text-ink-soft text-sm">
          {mayWriteToCustomer
            ? t`You may also write to the customer until you answer.`
            : t`You can read everything here and write notes.`}
        </span>
      </div>
    </Banner>
  )
}

function Asks({ consult: { to, team }, asker }: { consult: Consult; asker: string }) {
  const me = useSession().person.id
  const name = team?.name ?? ''
  return (
    <strong className="font-semibold">
      {team && to.id !== me ? (
        <Trans>
          {asker} asks {name}. {to.name} is on duty; you may answer too.
        </Trans>
      ) : (
        <Trans>{asker} asks you.</Trans>
      )}
    </strong>
  )
}
