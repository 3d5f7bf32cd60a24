import { useLingui } from '@lingui/react/macro'
import type { Happening } from '../../../server/cases/contract.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { useEventWords } from './event-words.ts'

/** A quiet line: something happened to the case. What has no words here is not worth a line. */
export function EventLine({ event }: { event: Happening }) {
  const { t } = useLingui()
  const words = useEventWords()(event)
  if (!words) return null
  return (
    <p className="text-center text-ink-quiet text-sm">
      <span className="sr-only">{t`Event:`}</span> {words}{' '}
      <RelativeTime time={event.at} className="ms-1 whitespace-nowrap" />
    </p>
  )
}
