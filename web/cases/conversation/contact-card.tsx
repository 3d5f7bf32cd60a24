import { Plural, useLingui } from '@lingui/react/macro'
import { PhoneOff } from 'lucide-react'
import type { Case, Contact } from '../../../server/cases/contract.ts'
import { Chip } from '../../kit/chip.tsx'
import { span } from '../../kit/relative.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { channelIcons } from '../channel-icon.tsx'
import { placeOf } from '../story/said.ts'
import { channelWords } from '../words.ts'
import { LegLine } from './leg-line.tsx'
import { callSums } from './legs.ts'
import { PlainText } from './plain-text.tsx'
import { RepeatMark } from './repeat-mark.tsx'

/** A call or a visit: who served, how long the customer talked and how long they only waited. */
export function ContactCard({ contact, found }: { contact: Contact; found: Case }) {
  const { t, i18n } = useLingui()
  const Icon = channelIcons[contact.channel]
  const sums = callSums(contact.legs)
  const longest = Math.max(
    1,
    ...contact.legs.map((leg) => leg.queueSeconds + leg.talkSeconds + leg.holdSeconds),
  )
  const kind = i18n._(channelWords[contact.channel])
  const time = (seconds: number) => span(seconds, i18n.locale)
  return (
    <section
      id={placeOf({ contactId: contact.id })}
      aria-label={kind}
      className="group grid grid-cols-[36px_minmax(0,1fr)] gap-x-3 rounded-lg data-shown:bg-accent-soft"
    >
      <span className="flex size-9 items-center justify-center rounded-full bg-hover text-ink-soft">
        <Icon aria-hidden size={18} strokeWidth={1.75} />
      </span>
      <div className="min-w-0">
        <div className="mb-1 flex flex-wrap items-center gap-x-2 text-ink-soft text-sm">
          <span className="font-semibold text-ink">{contact.subject || kind}</span>
          <RelativeTime time={contact.at} className="text-ink-quiet" />
          {contact.direction === 'out' && <span>{t`we called`}</span>}
          {contact.legs.length === 0 && contact.direction === 'in' && (
            <RepeatMark found={found} said={{ contactId: contact.id }} />
          )}
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
                <LegLine key={leg.id} leg={leg} longest={longest} found={found} />
              ))}
            </ol>
          </>
        )}
        {contact.summary && (
          <div data-said="" className="max-w-[68ch] text-lg">
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
