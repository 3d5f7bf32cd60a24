import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { PromiseState, LedgerSummary as Summary } from '../../server/promises/contract.ts'
import { RouteError } from '../app/route-states.tsx'
import { cx } from '../kit/cx.ts'
import { Skeleton } from '../kit/skeleton.tsx'
import { type Ledger, summaryQuery } from './api.ts'
import { promiseStates, stateWords } from './words.ts'

type Props = { asked: Ledger; chosen: PromiseState; onChoose: (state: PromiseState) => void }

/** How promises were kept: the rate with its n and interval, and each number as the way to those behind it. */
export function LedgerSummary({ asked, chosen, onChoose }: Props) {
  const { t } = useLingui()
  const { data, error, refetch } = useQuery(summaryQuery(asked))
  if (error && !data) return <RouteError error={error} reset={() => void refetch()} />
  if (!data) return <Skeleton className="mb-4 h-28" />
  return (
    <section aria-label={t`How they were kept`} className="mb-4">
      <Rate summary={data} />
      <div className="mt-3 flex flex-wrap gap-1.5">
        {promiseStates.map((state) => (
          <CountButton
            key={state}
            state={state}
            count={countOf(data, state)}
            isChosen={state === chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  )
}

const countOf = (summary: Summary, state: PromiseState): number =>
  summary[state === 'kept-late' ? 'keptLate' : state]

type CountProps = {
  state: PromiseState
  count: number
  isChosen: boolean
  onChoose: (state: PromiseState) => void
}

function CountButton({ state, count, isChosen, onChoose }: CountProps) {
  const { i18n } = useLingui()
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => onChoose(state)}
      className={cx(
        'flex cursor-pointer items-baseline gap-1.5 rounded-md border px-3 py-1.5',
        isChosen ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover',
      )}
    >
      <span className="font-semibold tabular-nums">{i18n.number(count)}</span>
      <span className="text-ink-soft text-sm">{i18n._(stateWords[state])}</span>
    </button>
  )
}

function Rate({ summary }: { summary: Summary }) {
  const { i18n } = useLingui()
  const { rate, interval, rateWithMoved, n, withdrawn, noRateBecause } = summary
  const percent = (share: number) => i18n.number(share, { style: 'percent', maximumFractionDigits: 0 })
  const window = i18n.date(summary.from, { dateStyle: 'medium' })
  if (rate === null || interval === null || rateWithMoved === null)
    return (
      <p className="text-ink-soft">
        <NoRate because={noRateBecause} n={n} />
      </p>
    )
  const [low, high] = [percent(interval.low), percent(interval.high)]
  const withMoved = percent(rateWithMoved)
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-2xl tabular-nums">{percent(rate)}</span>
        <span>
          <Trans>kept on time</Trans>
        </span>
        {summary.isUncertain && (
          <span className="rounded-sm bg-warn-soft px-1.5 text-warn text-xs">
            <Trans>uncertain: few promises</Trans>
          </span>
        )}
      </p>
      <p className="text-ink-soft text-sm">
        <Trans>
          of n = {n} due since {window}, probably between {low} and {high}. With those moved together with the
          customer: {withMoved}. Not counted: {withdrawn} withdrawn by customers.
        </Trans>
      </p>
    </>
  )
}

function NoRate({ because, n }: { because: Summary['noRateBecause']; n: number }) {
  if (because === 'too-few') return <Trans>No rate: only {n} were due, too few to say anything.</Trans>
  if (because === 'one-person')
    return <Trans>No rate for one person: promises are counted to serve customers, not to compare us.</Trans>
  return <Trans>No value: nothing was due in this time.</Trans>
}
