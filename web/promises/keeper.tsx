import { Trans } from '@lingui/react/macro'
import type { CustomerPromise } from '../../server/promises/contract.ts'
import { useSession } from '../app/session.ts'

/** Who keeps a promise, or kept it. */
export function Keeper({
  promise: { keeper, settledAt },
}: {
  promise: Pick<CustomerPromise, 'keeper' | 'settledAt'>
}) {
  const me = useSession().person.id
  if (settledAt) return keeper.name
  return keeper.id === me ? <Trans>You keep it</Trans> : <Trans>{keeper.name} keeps it</Trans>
}
