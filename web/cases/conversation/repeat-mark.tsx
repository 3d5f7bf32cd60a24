import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Repeat2 } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { Case, Repeat, Story, Suspicion } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/cx.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { tip } from '../../kit/tip.ts'
import { useAct } from '../acts/use-act.ts'
import { noteRepeat, storyQuery, takeBackRepeat } from '../story/api.ts'

export type SaidAgain = { messageId: number } | { legId: number } | { contactId: number }

type Props = { found: Case; said: SaidAgain; className?: string; isShort?: boolean }

const isAbout = (said: SaidAgain) => (repeat: Repeat) =>
  ('messageId' in said && repeat.messageId === said.messageId) ||
  ('legId' in said && repeat.legId === said.legId) ||
  ('contactId' in said && repeat.contactId === said.contactId)

/** “They had to say it again”: one click notes it, another one takes it back. */
export function RepeatMark({ found, said, className, isShort = false }: Props) {
  const { t } = useLingui()
  const act = useAct(found.id)
  const { data: noted } = useQuery({
    ...storyQuery(found.id),
    select: ({ repeats }: Story) => repeats.find(isAbout(said)),
  })
  if (noted?.isRepeat) {
    const look =
      'inline-flex h-5 shrink-0 cursor-pointer items-center gap-1 rounded-sm bg-bad-soft px-1.5 text-bad text-xs'
    return (
      <AriaButton
        isDisabled={!found.may.help}
        className={cx(look, className)}
        {...tip(t`Noted by ${noted.notedBy}. Press to take it back.`)}
        onPress={() => act.mutate(() => takeBackRepeat(found.id, noted.id))}
      >
        <Repeat2 aria-hidden size={12} />
        <span className={cx(isShort && 'sr-only')}>
          <Trans>had to say it again</Trans>
        </span>
      </AriaButton>
    )
  }
  if (!found.may.help) return null
  return (
    <IconButton
      icon={Repeat2}
      label={t`They had to say it again`}
      className={cx(
        '-my-1.5 size-7 opacity-0 data-[focus-visible]:opacity-100 group-hover:opacity-100 max-md:opacity-100',
        className,
      )}
      onPress={() => act.mutate(() => noteRepeat(found.id, said))}
    />
  )
}

/** Below a message that seems to restate what was told before: a person says whether it does. */
export function Suspected({ found, messageId }: { found: Case; messageId: number }) {
  const { data } = useQuery({
    ...storyQuery(found.id),
    select: ({ suspicions }: Story) => suspicions.find((one) => one.messageId === messageId),
  })
  return data && found.may.help ? <Question found={found} suspicion={data} /> : null
}

function Question({ found, suspicion }: { found: Case; suspicion: Suspicion }) {
  const { t } = useLingui()
  const act = useAct(found.id)
  const { messageId, factId, words, percent, threshold } = suspicion
  const decide = (isRepeat: boolean) => () =>
    act.mutate(() => noteRepeat(found.id, { messageId, isRepeat, ...(isRepeat && factId ? { factId } : {}) }))
  const hint = factId
    ? t`${percent} % of the words of what they told us stand in this message; from ${threshold} % on we ask. Only you decide.`
    : t`${percent} % of the word pairs of an earlier message stand in this one; from ${threshold} % on we ask. Only you decide.`
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-warn-soft px-3 py-1.5 text-sm text-warn">
      <span className="min-w-0 grow basis-60" {...tip(hint)}>
        <Trans>
          Did they have to say this again? <q className="line-clamp-1">{words}</q>
        </Trans>
      </span>
      <span className="flex gap-2">
        <Button size="small" isPending={act.isPending} onPress={decide(true)}>{t`Yes, again`}</Button>
        <Button size="small" look="quiet" onPress={decide(false)}>{t`No`}</Button>
      </span>
    </div>
  )
}
