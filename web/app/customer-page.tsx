import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { CustomerCases } from '../cases/story/customer-cases.tsx'
import { Addresses } from '../customers/addresses.tsx'
import { customerQuery } from '../customers/api.ts'
import { CustomerNotes } from '../customers/customer-notes.tsx'
import { FieldValues } from '../customers/field-values.tsx'
import { OrganisationPicker } from '../customers/organisation-picker.tsx'
import { useChangeCustomer } from '../customers/use-change-customer.ts'
import { Avatar } from '../kit/avatar.tsx'
import { Part } from '../kit/part.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { RouteError } from './route-states.tsx'

/** One person's whole record; everything is changed where it stands. */
export default function CustomerPage() {
  const { t } = useLingui()
  const { customerId = '' } = useParams({ strict: false })
  const id = Number(customerId)
  const found = useQuery(customerQuery(id))
  const change = useChangeCustomer(id)
  if (found.isError) return <RouteError error={found.error} reset={() => void found.refetch()} />
  const customer = found.data
  if (!customer) {
    return (
      <div role="status" aria-label={t`Loading`} className="p-8">
        <SkeletonText lines={5} />
      </div>
    )
  }
  return (
    <article key={id} className="mx-auto max-w-184 animate-appear px-3 py-6">
      <header className="flex items-center gap-4 px-5 pb-6">
        <Link to="/customers" aria-label={t`Back to the list`} className="text-ink-soft md:hidden">
          <ArrowLeft aria-hidden size={18} className="rtl:rotate-180" />
        </Link>
        <Avatar name={customer.name} size="large" />
        <div className="min-w-0">
          <h2 className="truncate font-semibold text-2xl tracking-tight">{customer.name}</h2>
          <p className="text-ink-soft">
            <Trans>
              On our records since <RelativeTime time={customer.createdAt} />
            </Trans>
          </p>
        </div>
      </header>
      <Part title={t`Name and organisation`}>
        <div className="grid gap-3 md:grid-cols-2">
          <TextField
            label={t`Name`}
            look="inline"
            defaultValue={customer.name}
            onBlur={({ target }) => {
              const name = (target as HTMLInputElement).value.trim()
              if (name && name !== customer.name) void change({ name }, customer.version)
            }}
          />
          <OrganisationPicker
            current={customer.organisation}
            onChange={(organisationId) => void change({ organisationId }, customer.version)}
          />
          {customer.organisation && (
            <Link
              to="/organisations/$organisationId"
              params={{ organisationId: String(customer.organisation.id) }}
              className="justify-self-start text-accent-text hover:underline md:col-start-2"
            >
              <Trans>Open {customer.organisation.name}</Trans>
            </Link>
          )}
        </div>
      </Part>
      <Part title={t`How to reach them`}>
        <Addresses customer={customer} />
      </Part>
      <FieldValues
        object="customer"
        values={customer.fields}
        onChange={(fields) => void change({ fields }, customer.version)}
      />
      <Part title={t`Good to know`}>
        <CustomerNotes customer={customer} />
      </Part>
      <CustomerCases customerId={id} />
    </article>
  )
}
