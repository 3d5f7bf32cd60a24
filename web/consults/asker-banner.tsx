import { Trans, useLingui } from '@lingui/react/macro'
import { MessageCircleQuestionMark } from 'lucide-react'
import { useState } from 'react'
import type { Consult } from '../../server/consults/contract.ts'
import { useAct } from '../cases/acts/use-act.ts'
import { Banner } from '../kit/banner.tsx'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { withdrawConsult } from './api.ts'
import { outcomeOf } from './words.ts'

// For as long as the page lives: what somebody has read need not be shown to them again.
const read = new Set<number>()

/** What the reader, or their case, waits for, and what has come back. */
export function AskerBanner({ consults, caseId }: { consults: readonly Consult[]; caseId: number }) {
  const { t } = useLingui()
  const [, setCount] = useState(read.size)
  const shown = consults.filter(({ id }) => !read.has(id))
  if (shown.length === 0) return null
  return (
    <Banner icon={MessageCircleQuestionMark} label={t`Asked for help`}>
      <ul className="grid gap-2">
        {shown.map((one) => (
          <li key={one.id} className="flex flex-wrap items-start gap-x-3 gap-y-1">
            {one.state === 'asked' ? (
              <Waiting consult={one} caseId={caseId} />
            ) : (
              <Back
                consult={one}
                onRead={() => {
                  read.add(one.id)
                  setCount(read.size)
                }}
              />
            )}
          </li>
        ))}
      </ul>
    </Banner>
  )
}

function Waiting({ consult, caseId }: { consult: Consult; caseId: number }) {
  const { t } = useLingui()
  const act = useAct(caseId)
  const { id, question, may, askedAt, team, to, askedBy } = consult
  const [asker, whom] = [askedBy?.name ?? t`The desk`, team?.name ?? to.name]
  return (
    <>
      <p className="min-w-0 grow basis-80">
        <Trans>
          {asker} asked {whom} <RelativeTime time={askedAt} />:
        </Trans>{' '}
        <span dir="auto" className="break-words text-ink-soft">
          “{question}”
        </span>
      </p>
      {may.withdraw && (
        <Button
          size="small"
          isPending={act.isPending}
          onPress={() => act.mutate(() => withdrawConsult(id))}
        >{t`Take the question back`}</Button>
      )}
    </>
  )
}

function Back({ consult, onRead }: { consult: Consult; onRead: () => void }) {
  const { t, i18n } = useLingui()
  const { question, words, endedAt } = consult
  return (
    <>
      <div className="min-w-0 grow basis-80">
        <p>
          <strong className="font-semibold">{i18n._(outcomeOf(consult))}</strong>{' '}
          {endedAt && <RelativeTime time={endedAt} className="text-ink-soft text-sm" />}
        </p>
        <p dir="auto" className="break-words text-ink-soft text-sm">
          “{question}”
        </p>
        {words && (
          <p dir="auto" className="mt-1 max-w-[72ch] whitespace-pre-line break-words">
            {words}
          </p>
        )}
      </div>
      <Button size="small" onPress={onRead}>{t`Got it`}</Button>
    </>
  )
}
