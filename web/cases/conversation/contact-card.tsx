import { Plural, useLingui } from '@lingui/react/macro'
import { PhoneOff } from 'lucide-react'
import type { Contact } from '../../../server/cases/contract.ts'
import { Chip } from '../../kit/chip.tsx'
import { duration } from '../../kit/relative.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { channelIcons } from '../channel-icon.tsx'
import { channelWords } from '../words.ts'
import { LegLine } from './leg-line.tsx'
import { callSums } from './legs.ts'
import { PlainText } from './plain-text.tsx'

/** A call or a visit: who served, how long the customer talked and how long they only waited. */
export function ContactCard({ contact }: { contact: Contact }) {
  const { t, i18n } = useLingui()
  const Icon = channelIcons[contact.channel]
  const sums = callSums(contact.legs)
  const longest = Math.max(
    1,
    ...contact.legs.map((leg) => leg.queueSeconds + leg.talkSeconds + leg.holdSeconds),
  )
  const kind = i18n._(channelWords[contact.channel])
  const time = (seconds: number) => duration(seconds, i18n.locale)
  return (
    <section aria-label={kind} className="grid grid-cols-[36px_minmax(0,1fr)] gap-x-3">
      <span className="flex size-9 items-center justify-center rounded-full bg-hover text-ink-soft">
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <div className="mb-1 flex flex-wrap items-center gap-x-2 text-ink-soft text-sm">
          <span className="font-semibold text-ink">{contact.subject || kind}</span>
          <RelativeTime time={contact.at} className="text-ink-quiet" />
          {contact.direction === 'out' && <span>{t`we called`}</span>}
          {sums.wasCutOff && (
            <Chip tone="bad" icon={PhoneOff}>
              {t`cut off`}
            </Chip>
          )}
        </div>
        {contact.legs.length > 0 && (
          <>
            <p className="mb-2 text-ink-soft text-sm">
              {t`${time(sums.total)} in all: ${time(sums.talked)} talking, ${time(sums.waited)} waiting`}
              {', '}
              <Plural value={sums.people} one="# person" other="# people" />
            </p>
            <ol className="mb-3 grid gap-2">
              {contact.legs.map((leg) => (
                <LegLine key={leg.id} leg={leg} longest={longest} />
              ))}
            </ol>
          </>
        )}
        {contact.summary && (
          <div className="max-w-[68ch] text-lg">
            <PlainText text={contact.summary} />
          </div>
        )}
        {contact.enteredBy && (
          <p className="mt-1 text-ink-quiet text-sm">{t`Written down by ${contact.enteredBy}`}</p>
        )}
      </div>
    </section>
  )
}
