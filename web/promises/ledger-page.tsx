import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../app/session.ts'
import { Select } from '../kit/select.tsx'
import { staffQuery } from '../people/api.ts'
import { LedgerList } from './ledger-list.tsx'
import { askedFor, type LedgerSearch, spans } from './ledger-search.ts'
import { LedgerSummary } from './ledger-summary.tsx'

const EVERYBODY = 0

/** What was promised to customers, and what became of it: counted, and open to those behind each number. */
export default function LedgerPage() {
  const { t } = useLingui()
  const search = useSearch({ from: '/inside/promises' })
  const navigate = useNavigate()
  const [today] = useState(() => Math.floor(Date.now() / 60_000) * 60_000)
  const { person } = useSession()
  const { data: staff } = useQuery(staffQuery)
  const choose = (change: LedgerSearch) =>
    void navigate({ to: '/promises', search: { ...search, ...change }, replace: true })
  const { state = 'open', keeper = EVERYBODY, days = 90 } = search
  const asked = askedFor(search, today)
  const others = (staff?.items ?? []).filter(({ id }) => id !== person.id)
  return (
    <main className="h-full overflow-y-auto bg-surface">
      <div className="mx-auto max-w-220 px-6 py-5 max-md:px-4">
        <header className="mb-4 flex flex-wrap items-end justify-between gap-3">
          <div>
            <h1 className="font-semibold text-2xl tracking-tight">{t`Promises`}</h1>
            <p className="text-ink-soft">
              <Trans>What we told customers we would do, and whether we did it.</Trans>
            </p>
          </div>
          <div className="flex flex-wrap gap-1">
            <Select
              label={t`Kept by`}
              isLabelHidden
              look="quiet"
              choices={[
                { value: EVERYBODY, label: t`Kept by anybody` },
                { value: person.id, label: t`Kept by me` },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              value={keeper}
              onChange={(id) => choose({ keeper: id })}
            />
            <Select
              label={t`Due in`}
              isLabelHidden
              look="quiet"
              choices={spans.map((span) => ({ value: span, label: t`Last ${span} days` }))}
              value={days}
              onChange={(span) => choose({ days: span })}
            />
          </div>
        </header>
        <LedgerSummary
          asked={{ ...askedFor({ ...search, state: 'kept' }, today), state: undefined }}
          chosen={state}
          onChoose={(next) => choose({ state: next })}
        />
        <LedgerList asked={asked} />
      </div>
    </main>
  )
}
