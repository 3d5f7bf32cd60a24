import { useQuery } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import type { Consult } from '../../server/consults/contract.ts'
import { useSession } from '../app/session.ts'
import { useNow } from '../kit/relative-time.tsx'
import { consultsQuery } from './api.ts'
import { AskedBanner } from './asked-banner.tsx'
import { AskerBanner } from './asker-banner.tsx'
import { EndedBanner } from './ended-banner.tsx'
import { useWordsFor } from './kept-words.ts'

const DAY = 86_400_000

/** What stands above the conversation while somebody is asked for help, and when an answer has come. */
export default function ConsultBanners({ found }: { found: Case }) {
  const me = useSession().person.id
  const now = useNow()
  const items = useQuery(consultsQuery(found.id)).data?.items ?? []
  const isForMe = ({ askedBy, state, endedAt, endedBy }: Consult) =>
    (askedBy?.id === me || found.owner.id === me) &&
    (state === 'asked' || (endedBy?.id !== me && now - Date.parse(endedAt ?? '') < DAY))
  const mine = items.filter((one) => !one.may.answer && isForMe(one))
  return (
    <>
      {items.map((one) => (
        <Question key={one.id} consult={one} />
      ))}
      {mine.length > 0 && <AskerBanner consults={mine} caseId={found.id} />}
    </>
  )
}

/** A question to the reader; one that ended while they wrote stays until they have said what to do with their words. */
function Question({ consult }: { consult: Consult }) {
  const words = useWordsFor(consult.id)
  if (consult.may.answer) return <AskedBanner consult={consult} words={words} />
  return words === '' ? null : <EndedBanner consult={consult} words={words} />
}
