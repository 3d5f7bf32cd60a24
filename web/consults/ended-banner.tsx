import { useLingui } from '@lingui/react/macro'
import { MessageCircleOff } from 'lucide-react'
import type { Consult } from '../../server/consults/contract.ts'
import { useAct } from '../cases/acts/use-act.ts'
import { writeNote } from '../cases/api.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { keepWords } from './kept-words.ts'
import { outcomeOf } from './words.ts'

/** The question ended while the reader wrote: what happened, and what becomes of their words. */
export function EndedBanner({ consult, words }: { consult: Consult; words: string }) {
  const { t, i18n } = useLingui()
  const { id, caseId } = consult
  const act = useAct(caseId)
  const keep = () =>
    act.mutate(async () => {
      await writeNote(caseId, { text: words, mentionedIds: [], attachments: [] }, `consult-${id}-words`)
      keepWords(id, '')
    })
  return (
    <Banner
      icon={MessageCircleOff}
      label={t`This question has ended`}
      acts={
        <>
          <Button isPending={act.isPending} onPress={keep}>{t`Keep my words as a note`}</Button>
          <Button look="quiet" onPress={() => keepWords(id, '')}>{t`Throw them away`}</Button>
        </>
      }
    >
      <p>
        <strong className="font-semibold">{i18n._(outcomeOf(consult))}</strong>{' '}
        <span className="text-ink-soft">{t`What you wrote is still here:`}</span>
      </p>
      <p dir="auto" className="mt-1 max-w-[72ch] whitespace-pre-line break-words">
        {words}
      </p>
    </Banner>
  )
}
