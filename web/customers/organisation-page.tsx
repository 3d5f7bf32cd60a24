import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { RouteError } from '../app/route-states.tsx'
import { Avatar } from '../kit/avatar.tsx'
import { Button } from '../kit/button.tsx'
import { Part } from '../kit/part.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { CalendarChoice } from '../people/hours/calendar-choice.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { changeOrganisation, membersQuery, type OrganisationChange, organisationQuery } from './api.ts'
import { FieldValues } from './field-values.tsx'
import { SharesCases } from './shares-cases.tsx'

/** One organisation: its name, the hours agreed with it, its people; everything is changed where it stands. */
export default function OrganisationPage() {
  const { t } = useLingui()
  const { organisationId = '' } = useParams({ strict: false })
  const id = Number(organisationId)
  const found = useQuery(organisationQuery(id))
  const save = useSaving(['organisations'])
  if (found.isError) return <RouteError error={found.error} reset={() => void found.refetch()} />
  const organisation = found.data
  if (!organisation) {
    return (
      <div role="status" aria-label={t`Loading`} className="p-8">
        <SkeletonText lines={5} />
      </div>
    )
  }
  const change = (wanted: OrganisationChange) =>
    void save(() => changeOrganisation(id, wanted, organisation.version))
  return (
    <main className="h-full min-w-0 overflow-y-auto bg-surface">
      <article key={id} className="mx-auto max-w-184 animate-appear px-3 py-6">
        <header className="flex items-center gap-4 px-5 pb-6">
          <Link to="/customers" aria-label={t`All customers`} className="text-ink-soft">
            <ArrowLeft aria-hidden size={18} className="rtl:rotate-180" />
          </Link>
          <Avatar name={organisation.name} size="large" />
          <h1 className="min-w-0 truncate font-semibold text-2xl tracking-tight">{organisation.name}</h1>
        </header>
        <Part title={t`Name and hours`}>
          <div className="grid gap-3 md:grid-cols-2">
            <TextField
              label={t`Name`}
              look="inline"
              defaultValue={organisation.name}
              onBlur={({ target }) => {
                const name = (target as HTMLInputElement).value.trim()
                if (name && name !== organisation.name) change({ name })
              }}
            />
            <CalendarChoice
              look="inline"
              current={organisation.calendarId}
              none={t`The hours of the team that serves them`}
              onChange={(calendarId) => change({ calendarId })}
            />
          </div>
          {organisation.domains.length > 0 && (
            <p className="mt-2 text-ink-soft text-sm">
              <Trans>Mail from {organisation.domains.join(', ')} belongs to them.</Trans>
            </p>
          )}
        </Part>
        <Part title={t`Their own pages`}>
          <SharesCases organisation={organisation} onChange={(sharesCases) => change({ sharesCases })} />
        </Part>
        <FieldValues
          object="organisation"
          values={organisation.fields}
          onChange={(fields) => change({ fields })}
        />
        <Members organisationId={id} />
      </article>
    </main>
  )
}

function Members({ organisationId }: { organisationId: number }) {
  const { t } = useLingui()
  const found = useInfiniteQuery(membersQuery(organisationId))
  const people = found.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <Part title={t`People`}>
      {found.isSuccess && people.length === 0 && <p className="text-ink-soft">{t`Nobody yet.`}</p>}
      <ul className="-mx-2 grid">
        {people.map(({ id, name, address }) => (
          <li key={id}>
            <Link
              to="/customers/$customerId"
              params={{ customerId: String(id) }}
              className="flex items-baseline gap-3 rounded-md px-2 py-1 hover:bg-hover"
            >
              <span className="truncate">{name}</span>
              <span className="truncate text-ink-quiet text-sm">{address}</span>
            </Link>
          </li>
        ))}
      </ul>
      {found.hasNextPage && (
        <Button size="small" look="quiet" onPress={() => void found.fetchNextPage()}>
          {t`Show more`}
        </Button>
      )}
    </Part>
  )
}
