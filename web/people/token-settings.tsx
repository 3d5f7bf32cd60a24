import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { revokeToken, tokensQuery } from './api.ts'
import { TokenDialog } from './token-dialog.tsx'

/** Keys for other systems, each limited to what it needs. */
export default function TokenSettings() {
  const { t } = useLingui()
  const tokens = useQuery(tokensQuery)
  const save = useSaving(tokensQuery.queryKey)
  const [isNew, setNew] = useState(false)
  return (
    <Sheet
      title={t`API tokens`}
      lead={t`Keys for other systems. Each acts in your name, limited to what you allow it.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setNew(true)}>
          {t`New token`}
        </Button>
      }
    >
      <Things
        label={t`API tokens`}
        from={tokens}
        empty={{ title: t`No token yet`, words: t`Everything the screens do can be done by the API too.` }}
      >
        {(token) => (
          <>
            <span className="min-w-0 grow">
              <span className="block font-medium">
                {token.name} <code className="font-normal text-ink-quiet text-sm">{token.hint}…</code>
              </span>
              <span className="block truncate text-ink-soft text-sm">{token.scopes.join(', ')}</span>
            </span>
            <span className="text-ink-soft text-sm">
              {token.lastUsedAt ? <RelativeTime time={token.lastUsedAt} /> : t`never used`}
            </span>
            <Button
              size="small"
              look="danger"
              aria-label={t`Revoke ${token.name}`}
              onPress={() => void save(() => revokeToken(token.id), t`Revoked. It opens nothing any more.`)}
            >
              {t`Revoke`}
            </Button>
          </>
        )}
      </Things>
      {isNew && <TokenDialog onClose={() => setNew(false)} />}
    </Sheet>
  )
}
