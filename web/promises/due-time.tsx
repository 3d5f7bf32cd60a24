import { Trans, useLingui } from '@lingui/react/macro'
import { dueWords, placeOf } from './due-words.ts'

/** When it is due, in the customer's time and, when it differs, in one's own. */
export function DueTime({ at, timeZone }: { at: string; timeZone: string }) {
  const { i18n } = useLingui()
  const { theirs, ours } = dueWords(at, timeZone, i18n.locale)
  return (
    <time dateTime={at} title={placeOf(timeZone)}>
      {theirs}
      {ours && (
        <span className="text-ink-quiet">
          {' · '}
          <Trans>{ours} for you</Trans>
        </span>
      )}
    </time>
  )
}
