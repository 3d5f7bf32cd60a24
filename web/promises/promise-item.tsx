import { Trans, useLingui } from '@lingui/react/macro'
import { lazy, Suspense, useState } from 'react'
import type { CustomerPromise } from '../../server/promises/contract.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { DueTime } from './due-time.tsx'
import { Keeper } from './keeper.tsx'
import { useKeep } from './use-keep.ts'
import { stateTones, stateWords } from './words.ts'

const MoveDialog = lazy(() => import('./move-dialog.tsx'))
const WithdrawDialog = lazy(() => import('./withdraw-dialog.tsx'))

/** One promise in the story: what, who keeps it, by when, and what may be said of it. */
export function PromiseItem({ promise }: { promise: CustomerPromise }) {
  const { i18n } = useLingui()
  const { what, state } = promise
  return (
    <li className="py-1.5">
      <div className="flex items-start justify-between gap-2">
        <span className="min-w-0">{what}</span>
        <Chip tone={stateTones[state]} className="mt-0.5 shrink-0">
          {i18n._(stateWords[state])}
        </Chip>
      </div>
      <div className="text-ink-soft text-sm">
        <DueTime at={promise.dueAt} timeZone={promise.timeZone} />
        <span className="text-ink-quiet"> · </span>
        <Keeper promise={promise} />
      </div>
      {promise.settledAt === null && <Answers promise={promise} />}
    </li>
  )
}

function Answers({ promise }: { promise: CustomerPromise }) {
  const { t } = useLingui()
  const { person } = useSession()
  const { isPending, keep, takeOver } = useKeep(promise)
  const [asked, setAsked] = useState<'move' | 'withdraw' | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      {promise.askedKeeper?.id === person.id && (
        <div className="my-1.5 rounded-md bg-accent-soft px-2.5 py-2 text-sm">
          <p className="mb-1.5">
            <Trans>This case is yours now. Will you keep what {promise.keeper.name} promised?</Trans>
          </p>
          <Button size="small" look="primary" isPending={isPending} onPress={() => takeOver(person.id)}>
            {t`I keep it`}
          </Button>
        </div>
      )}
      <div className="mt-1 flex flex-wrap gap-1">
        <Button size="small" isPending={isPending} onPress={keep}>{t`Kept`}</Button>
        <Button size="small" look="quiet" onPress={() => setAsked('move')}>{t`Move…`}</Button>
        <Button size="small" look="quiet" onPress={() => setAsked('withdraw')}>{t`Withdrawn…`}</Button>
      </div>
      <Suspense fallback={null}>
        {asked === 'move' && <MoveDialog promise={promise} onClose={close} />}
        {asked === 'withdraw' && <WithdrawDialog promise={promise} onClose={close} />}
      </Suspense>
    </>
  )
}
