import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Part } from '../../kit/part.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { customerCasesQuery } from '../api.ts'
import { ChannelIcon } from '../channel-icon.tsx'
import { stateWords } from '../words.ts'

/** The other cases of a customer, newest first. */
export function CustomerCases({ customerId, exceptId }: { customerId: number; exceptId?: number }) {
  const { t, i18n } = useLingui()
  const { data } = useQuery(customerCasesQuery(customerId))
  const others = data?.items.filter(({ id }) => id !== exceptId) ?? []
  if (others.length === 0) return null
  return (
    <Part title={exceptId ? t`Other cases` : t`Cases`}>
      <ul className="-mx-2 grid">
        {others.map((one) => (
          <li key={one.id}>
            <Link
              to="/desk/$list/$caseId"
              params={{ list: 'all', caseId: String(one.id) }}
              className="block rounded-md px-2 py-1 hover:bg-hover"
            >
              <span className="block truncate">{one.need}</span>
              <span className="flex items-center gap-1.5 text-ink-quiet text-sm">
                <ChannelIcon channel={one.channel} size={12} />
                {i18n._(stateWords[one.state])}
                <RelativeTime time={one.lastActivityAt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Part>
  )
}
