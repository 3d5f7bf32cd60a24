import { useQuery } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { useSession } from '../app/session.ts'
import { useNow } from '../kit/relative-time.tsx'
import { handOffsQuery } from './api.ts'
import { GiverBanner } from './giver-banner.tsx'
import { ReceiverBanner } from './receiver-banner.tsx'
import { RefusedBanner } from './refused-banner.tsx'

const DAY = 86_400_000

/** What stands above the conversation while a case is offered, or was just not accepted. */
export default function OfferBanner({ found }: { found: Case }) {
  const me = useSession().person.id
  const now = useNow()
  const { data } = useQuery(handOffsQuery(found.id))
  const [newest] = data?.items ?? []
  if (!newest) return null
  if (newest.may.answer) return <ReceiverBanner offer={newest} />
  if (newest.state === 'offered') return <GiverBanner offer={newest} />
  const isMine = newest.from.id === me && found.owner.id === me
  const isFresh = now - Date.parse(newest.answeredAt ?? '') < DAY
  const cameToNothing = ['declined', 'returned', 'expired'].includes(newest.state)
  return isMine && isFresh && cameToNothing ? <RefusedBanner offer={newest} /> : null
}
