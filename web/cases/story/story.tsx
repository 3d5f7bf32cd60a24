import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { UserRoundSearch, X } from 'lucide-react'
import { Suspense, useState } from 'react'
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
import { WhoIsIt } from './who-is-it.tsx'

type Props = { found: Case; onClose: () => void; className?: string }

/** Beside the conversation: who this is, how to reach them, what we know of them and of the case. */
export function Story({ found, onClose, className }: Props) {
  const { t } = useLingui()
  const change = useChangeCase(found)
  return (
    <aside
      aria-label={t`The customer's story`}
      className={cx('min-h-0 overflow-y-auto border-line border-s bg-surface', className)}
    >
      <IconButton icon={X} label={t`Close`} onPress={onClose} className="float-end m-2 xl:hidden" />
      {found.customer ? (
        <Person customerId={found.customer.id} name={found.customer.name} caseId={found.id} />
      ) : (
        <Nobody found={found} />
      )}
      <Suspense fallback={null}>
        {useCaseParts().story.map(({ id, Part: Added }) => (
          <Added key={id} found={found} />
        ))}
      </Suspense>
      <Part title={t`Tags`}>
        <Tags tags={found.tags} onChange={(tags) => change({ tags })} />
      </Part>
      <FieldValues object="case" values={found.fields} onChange={(fields) => change({ fields })} />
      <Participants participants={found.participants} />
    </aside>
  )
}

function Person({ customerId, name, caseId }: { customerId: number; name: string; caseId: number }) {
  const { t } = useLingui()
  const { data: customer } = useQuery(customerQuery(customerId))
  const change = useChangeCustomer(customerId)
  return (
    <>
      <div className="flex items-center gap-3 px-5 pt-5 pb-4">
        <Avatar name={name} size="large" />
        <div className="min-w-0">
          <Link
            to="/customers/$customerId"
            params={{ customerId: String(customerId) }}
            className="block truncate font-semibold text-lg leading-6 hover:underline"
          >
            {name}
          </Link>
          {customer?.organisation && (
            <Link
              to="/organisations/$organisationId"
              params={{ organisationId: String(customer.organisation.id) }}
              className="block truncate text-ink-soft hover:underline"
            >
              {customer.organisation.name}
            </Link>
          )}
        </div>
      </div>
      {!customer && (
        <div className="px-5">
          <SkeletonText lines={3} />
        </div>
      )}
      {customer && (
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
      )}
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
