import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { UserRoundSearch, X } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { Addresses } from '../../customers/addresses.tsx'
import { customerQuery } from '../../customers/api.ts'
import { CustomerNotes } from '../../customers/customer-notes.tsx'
import { FieldValues } from '../../customers/field-values.tsx'
import { useChangeCustomer } from '../../customers/use-change-customer.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/cx.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { Part } from '../../kit/part.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { useCaseParts } from '../parts.ts'
import { useChangeCase } from '../use-change-case.ts'
import { CustomerCases } from './customer-cases.tsx'
import { Participants } from './participants.tsx'
import { Tags } from './tags.tsx'
import { Told } from './told.tsx'
import { useReadStory } from './use-read-story.ts'
import { WhoIsIt } from './who-is-it.tsx'

type Props = { found: Case; isOpen: boolean; onClose: () => void; className?: string }

/** Beside the conversation: who this is, what they went through and told us, and how to reach them. */
export function Story({ found, isOpen, onClose, className }: Props) {
  const { t } = useLingui()
  const panel = useRef<HTMLElement>(null)
  useReadStory(found, panel, isOpen)
  const change = useChangeCase(found)
  return (
    <aside
      ref={panel}
      aria-label={t`The customer's story`}
      className={cx('relative min-h-0 overflow-y-auto border-line border-s bg-surface', className)}
    >
      <IconButton icon={X} label={t`Close`} onPress={onClose} className="float-end m-2 xl:hidden" />
      {found.customer ? <Person customer={found.customer} /> : <Nobody found={found} />}
      <Told found={found} />
      <Suspense fallback={null}>
        {useCaseParts().story.map(({ id, Part: Added }) => (
          <Added key={id} found={found} />
        ))}
      </Suspense>
      {found.customer && <Record customerId={found.customer.id} caseId={found.id} />}
      <Part title={t`Tags`}>
        <Tags tags={found.tags} onChange={(tags) => change({ tags })} />
      </Part>
      <FieldValues object="case" values={found.fields} onChange={(fields) => change({ fields })} />
      <Participants participants={found.participants} />
    </aside>
  )
}

type Known = NonNullable<Case['customer']>

function Person({ customer }: { customer: Known }) {
  const { data: known } = useQuery(customerQuery(customer.id))
  return (
    <div className="flex items-center gap-3 px-5 pt-5 pb-4">
      <Avatar name={customer.name} size="large" />
      <div className="min-w-0">
        <Link
          to="/customers/$customerId"
          params={{ customerId: String(customer.id) }}
          className="block truncate font-semibold text-lg leading-6 hover:underline"
        >
          {customer.name}
        </Link>
        {known?.organisation && (
          <Link
            to="/organisations/$organisationId"
            params={{ organisationId: String(known.organisation.id) }}
            className="block truncate text-ink-soft hover:underline"
          >
            {known.organisation.name}
          </Link>
        )}
      </div>
    </div>
  )
}

/** How to reach them, and everything else their record holds. */
function Record({ customerId, caseId }: { customerId: number; caseId: number }) {
  const { t } = useLingui()
  const { data: customer } = useQuery(customerQuery(customerId))
  const change = useChangeCustomer(customerId)
  if (!customer)
    return (
      <div className="px-5">
        <SkeletonText lines={3} />
      </div>
    )
  return (
    <>
      <Part title={t`How to reach them`}>
        <Addresses customer={customer} />
      </Part>
      <FieldValues
        object="customer"
        values={customer.fields}
        onChange={(fields) => change({ fields }, customer.version)}
      />
      <CustomerCases customerId={customerId} exceptId={caseId} />
      <Part title={t`Good to know`}>
        <CustomerNotes customer={customer} />
      </Part>
    </>
  )
}

function Nobody({ found }: { found: Case }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="grid justify-items-start gap-2 px-5 pt-5 pb-4">
      <UserRoundSearch aria-hidden size={28} strokeWidth={1.5} className="text-ink-quiet" />
      <p className="text-ink-soft">
        <Trans>We do not know yet who this is.</Trans>
      </p>
      <Button size="small" onPress={() => setAsking(true)}>
        <Trans>Say who it is</Trans>
      </Button>
      {isAsking && <WhoIsIt found={found} onClose={() => setAsking(false)} />}
    </div>
  )
}
