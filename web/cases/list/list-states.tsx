import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { Button } from 'react-aria-components'
import type { ListName } from '../../../server/cases/contract.ts'
import { Problem, wordsOf } from '../../app/problem.ts'
import { Skeleton } from '../../kit/skeleton.tsx'
import { EmptyState, ErrorState, NoPermissionState, OfflineState } from '../../kit/states.tsx'

const places = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

/** Rows on their way, each exactly as high as a real one. */
export function ListSkeleton() {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading`} className="overflow-hidden">
      {places.map((place) => (
        <div key={place} className="flex h-24 gap-3 border-line border-b px-4 py-3">
          <Skeleton className="size-9 rounded-full" />
          <div className="grid grow content-start gap-2.5 pt-1">
            <Skeleton className="h-3.5 w-2/5" />
            <Skeleton className="h-3.5 w-4/5" />
            <Skeleton className="h-3 w-3/5" />
          </div>
        </div>
      ))}
    </div>
  )
}

/** Work that arrived while the reader was in the list: it waits until they ask for it. */
export function Newcomers({ count, onShow }: { count: number; onShow: () => void }) {
  return (
    // Over the list, not above it: what appears may not push the row away that the pointer is on.
    <div className="relative z-10 h-0 text-center">
      <Button
        onPress={onShow}
        className="mt-2 h-7 animate-rise cursor-pointer rounded-full bg-accent px-3 font-medium text-on-accent text-sm shadow-raised"
      >
        <Plural value={count} one="# case has come in. Show it" other="# cases have come in. Show them" />
      </Button>
    </div>
  )
}

export function ListError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useLingui()
  if (error instanceof Problem && error.status === 0) return <OfflineState onRetry={onRetry} />
  if (error instanceof Problem && error.status === 403) return <NoPermissionState />
  return (
    <ErrorState onRetry={onRetry}>
      {wordsOf(error, t`Nothing was lost. Please try once more in a moment.`)}
    </ErrorState>
  )
}

/** An empty list, each in its own words: most of them are good news. */
export function ListEmpty({ list }: { list: ListName }) {
  const { t } = useLingui()
  const words: Record<ListName, [string, string]> = {
    'needs-me': [
      t`Nobody is waiting for you`,
      t`Replies, mentions and new work for you appear here by themselves.`,
    ],
    mine: [
      t`You own no case now`,
      t`Take one from your team's list, and its customer has a name to turn to.`,
    ],
    team: [t`Your team has no open case`, t`New ones appear here by themselves.`],
    'waiting-for-customer': [t`No customer owes us a word`, t`Cases stand here while we wait for an answer.`],
    unconfirmed: [t`Nothing is unconfirmed`, t`Solutions that a customer never confirmed would stand here.`],
    all: [t`No cases yet`, t`Send a mail to your mailbox, or enter one by hand.`],
  }
  const [title, help] = words[list]
  return (
    <EmptyState title={title}>
      <p>{help}</p>
      {list === 'needs-me' && (
        <p className="mt-2">
          <Trans>A good moment to look how an earlier customer is doing.</Trans>
        </p>
      )}
    </EmptyState>
  )
}
