import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { MessageSquareDot } from 'lucide-react'
import type { Case, Message } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { conversationQuery } from '../api.ts'

type Props = { found: Case; seenUpTo: number; onSeen: () => void }

/** Something was said while the reader wrote: they see it first, then send. */
export function ThreadMoved({ found, seenUpTo, onSeen }: Props) {
  const { t } = useLingui()
  const { data } = useInfiniteQuery(conversationQuery(found.id))
  const items = data?.pages.flatMap((page) => page.items) ?? []
  const newer = items.findLast((item): item is Message => item.type === 'message' && item.id > seenUpTo)
  const name = newer?.authorName ?? t`Somebody`
  return (
    <div
      role="alert"
      className="flex items-center gap-3 border-line border-b bg-warn-soft px-4 py-2 text-sm text-warn"
    >
      <MessageSquareDot aria-hidden size={18} className="shrink-0" />
      <p className="min-w-0 grow">
        <strong className="font-semibold">
          <Trans>{name} wrote while you did.</Trans>
        </strong>{' '}
        <span className="line-clamp-2">{newer?.text}</span>
      </p>
      <Button size="small" onPress={onSeen}>
        <Trans>I have read it</Trans>
      </Button>
    </div>
  )
}
