import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { RouteError } from '../../app/route-states.tsx'
import { SkeletonText } from '../../kit/skeleton.tsx'
import { EmptyState } from '../../kit/states.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { DkimKeys } from './dkim-keys.tsx'
import { identitiesQuery } from './sending-api.ts'
import { SendingIdentityPart } from './sending-identity.tsx'

/** As whom the desk writes: names, signatures, limits, and the keys that prove it. */
export default function SendingSettings() {
  const { t } = useLingui()
  const found = useQuery(identitiesQuery)
  if (found.isError && !found.data)
    return <RouteError error={found.error} reset={() => void found.refetch()} />
  return (
    <Sheet
      title={t`Sending identities`}
      lead={t`A reply leaves by the mailbox the customer wrote to, else by the first of its team. Here is what your customers read above it and below it.`}
    >
      {found.data ? (
        found.data.items.map((one) => <SendingIdentityPart key={`${one.id}.${one.version}`} one={one} />)
      ) : (
        <SkeletonText lines={6} />
      )}
      {found.data?.items.length === 0 && (
        <EmptyState title={t`No mailbox yet`}>{t`Add the address your customers write to.`}</EmptyState>
      )}
      <DkimKeys />
    </Sheet>
  )
}
