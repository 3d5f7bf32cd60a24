import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import type { DueTimes } from '../../server/promises/contract.ts'
import { Button } from '../kit/button.tsx'
import { TextField } from '../kit/text-field.tsx'
import { DueTime } from './due-time.tsx'
import type { ChosenDue } from './use-due.ts'

const choiceWords: Readonly<Record<DueTimes['choices'][number]['key'], MessageDescriptor>> = {
  today: msg`Today by 17:00`,
  tomorrow: msg`Tomorrow by 10:00`,
  'two-working-days': msg`In two working days`,
}

/** By when: in one's own words, or one of the usual times; what it means for the customer stands below. */
export function DueField({ due, autoFocus = false }: { due: ChosenDue; autoFocus?: boolean }) {
  const { t, i18n } = useLingui()
  return (
    <div className="grid gap-2">
      <TextField
        label={t`By when?`}
        placeholder={t`tomorrow by 10`}
        value={due.words}
        onChange={due.write}
        maxLength={300}
        autoFocus={autoFocus}
      />
      <div className="flex flex-wrap gap-1.5">
        {due.times?.choices.map(({ key, dueAt }) => (
          <Button
            key={key}
            size="small"
            aria-pressed={due.dueAt === dueAt}
            className={due.dueAt === dueAt ? 'border-accent bg-accent-soft' : ''}
            onPress={() => due.pick(dueAt)}
          >
            {i18n._(choiceWords[key])}
          </Button>
        ))}
      </div>
      <p role="status" className="min-h-5 text-ink-soft text-sm">
        <Meaning due={due} />
      </p>
    </div>
  )
}

function Meaning({ due: { words, times, read, dueAt } }: { due: ChosenDue }) {
  if (!times) return null
  const { timeZone } = times
  if (read?.isPast) return <Trans>That has passed already. Name a time that is still to come.</Trans>
  if (words.trim() !== '' && !read)
    return <Trans>We find no time in this. Try “Friday at 3” or “in two hours”.</Trans>
  if (dueAt === '')
    return (
      <Trans>
        Without a time: <DueTime at={times.otherwise} timeZone={timeZone} />, the end of the next working day.
      </Trans>
    )
  if (read && !read.timeGiven)
    return (
      <Trans>
        <DueTime at={dueAt} timeZone={timeZone} />. You named no hour: is the end of that day right?
      </Trans>
    )
  return <DueTime at={dueAt} timeZone={timeZone} />
}
