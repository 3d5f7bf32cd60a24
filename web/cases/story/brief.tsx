import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import type { Brief as BriefOnRecord, Case, JourneyCounts } from '../../../server/cases/contract.ts'
import { Part } from '../../kit/part.tsx'
import { span } from '../../kit/relative.ts'
import { BriefLine } from './brief-line.tsx'
import { NextStep } from './next-step.tsx'

type Props = { found: Case; brief: BriefOnRecord; counts: JourneyCounts }

/** The story in five lines that are read in ten seconds: all from the record, none of it guessed. */
export function Brief({ found, brief, counts }: Props) {
  const { t } = useLingui()
  return (
    <Part title={t`In short`}>
      <dl className="grid gap-1.5">
        <Line label={t`Need`}>
          <span dir="auto" className="line-clamp-3 font-medium" title={brief.firstWords}>
            {brief.need}
          </span>
        </Line>
        <Line label={t`So far`}>
          <SoFar counts={counts} />
        </Line>
        <Line label={t`Tried`}>
          <BriefLine found={found} line="tried" known={brief.tried} empty={t`Nothing written down yet`} />
        </Line>
        <Line label={t`Next`}>
          <BriefLine found={found} line="next" known={brief.next} empty={<NextStep found={found} />} />
        </Line>
        <Line label={t`Feels`}>
          <BriefLine found={found} line="feeling" known={brief.feeling} empty={t`Nobody has noted it yet`} />
        </Line>
      </dl>
    </Part>
  )
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-2">
      <dt className="text-ink-quiet text-sm leading-6">{label}</dt>
      <dd className="min-w-0 leading-6">{children}</dd>
    </div>
  )
}

function SoFar({ counts }: { counts: JourneyCounts }) {
  const { i18n } = useLingui()
  const length = span(counts.elapsedSeconds, i18n.locale)
  return (
    <>
      <span className="tabular-nums">
        <Plural value={counts.contacts} one="# contact" other="# contacts" />
        {', '}
        <Plural value={counts.people} _0="nobody yet" one="# person" other="# people" />
        {counts.teams > 0 && ', '}
        {counts.teams > 0 && <Plural value={counts.teams} one="# team" other="# teams" />}
      </span>{' '}
      <span className="text-ink-soft">
        <Trans>in {length}</Trans>
      </span>
    </>
  )
}
