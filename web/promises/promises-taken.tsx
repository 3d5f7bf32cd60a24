import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSession } from '../app/session.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Chip } from '../kit/chip.tsx'
import { casePromisesQuery } from './api.ts'
import { DueTime } from './due-time.tsx'
import { stateTones, stateWords } from './words.ts'

/**
 * In the form with which somebody becomes the owner of a case: what colleagues promised on it, each to take over or to
 * leave with its keeper. The form finds the chosen ones in its field `promiseIds`, and no such field while they are
 * not known.
 */
export default function PromisesTaken({ caseId }: { caseId: number }) {
  const { t, i18n } = useLingui()
  const me = useSession().person.id
  const { data } = useQuery(casePromisesQuery(caseId))
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set())
  if (!data) return null
  const open = data.items.filter(({ settledAt, keeper }) => settledAt === null && keeper.id !== me)
  const taken = open.map(({ id }) => id).filter((id) => !left.has(id))
  const toggle = (id: number, isTaken: boolean) => {
    const next = new Set(left)
    if (isTaken) next.delete(id)
    else next.add(id)
    setLeft(next)
  }
  return (
    <fieldset className="mt-3 text-sm" hidden={open.length === 0}>
      <input type="hidden" name="promiseIds" value={JSON.stringify(taken)} />
      <legend className="mb-1 font-medium">{t`You keep from now on`}</legend>
      {open.map(({ id, what, dueAt, timeZone, keeper, state }) => (
        <Checkbox
          key={id}
          className="items-start py-1"
          isSelected={!left.has(id)}
          onChange={(isTaken) => toggle(id, isTaken)}
        >
          <span className="min-w-0">
            {what}
            <span className="block text-ink-soft">
              <DueTime at={dueAt} timeZone={timeZone} />
              {' · '}
              {left.has(id) ? (
                <Trans>stays with {keeper.name}</Trans>
              ) : (
                <Trans>promised by {keeper.name}</Trans>
              )}
              {state === 'broken' && (
                <Chip tone={stateTones.broken} className="ms-2">
                  {i18n._(stateWords.broken)}
                </Chip>
              )}
            </span>
          </span>
        </Checkbox>
      ))}
    </fieldset>
  )
}
