import { useLingui } from '@lingui/react/macro'
import { Suspense, useState } from 'react'
import type { Case, Message } from '../../../server/cases/contract.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/cx.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { ChannelIcon } from '../channel-icon.tsx'
import { useCaseParts } from '../parts.ts'
import { placeOf } from '../story/said.ts'
import { Attachments } from './attachments.tsx'
import { Delivery } from './delivery.tsx'
import { Folded } from './folded.tsx'
import { MailFrame } from './mail-frame.tsx'
import { MessageLabels } from './message-labels.tsx'
import { PlainText } from './plain-text.tsx'
import { RepeatMark, Suspected } from './repeat-mark.tsx'

type Props = { message: Message; found: Case }

/** One message. The customer's words are the largest thing on the screen; ours stand back a little. */
export function MessageView({ message, found }: Props) {
  const { t } = useLingui()
  const { beneath } = useCaseParts()
  const isCustomer = message.authorKind === 'customer'
  const [isOriginal, setOriginal] = useState(message.text === '' && message.hasHtml)
  return (
    <section
      id={placeOf({ messageId: message.id })}
      aria-label={t`Message from ${message.authorName}`}
      className={cx(
        'group grid rounded-lg data-shown:bg-accent-soft grid-cols-[36px_minmax(0,1fr)] gap-x-3',
        !isCustomer && 'ms-12 rounded-lg bg-paper py-3.5 ps-4 pe-5 max-md:ms-6',
        message.delivery === 'taken-back' && 'opacity-60',
      )}
    >
      <Avatar name={message.authorName} className={cx(!isCustomer && 'mt-0.5')} />
      <div className="min-w-0">
        <div className="mb-1 flex items-center gap-2 text-ink-soft text-sm">
          <span className="truncate font-semibold text-ink">{message.authorName}</span>
          <ChannelIcon channel={message.channel} />
          <RelativeTime time={message.at} className="shrink-0 text-ink-quiet" />
          <MessageLabels labels={message.labels} />
          {message.kind === 'automatic' && <span className="text-ink-quiet">{t`automatic reply`}</span>}
          {message.kind === 'bounce' && <span className="text-bad">{t`delivery report`}</span>}
          {isCustomer && message.kind === 'message' && (
            <RepeatMark found={found} said={{ messageId: message.id }} />
          )}
          {message.hasHtml && message.text !== '' && (
            <Button
              look="quiet"
              size="small"
              className="-my-1 ms-auto h-6 opacity-0 data-[focus-visible]:opacity-100 group-hover:opacity-100 max-md:opacity-100"
              onPress={() => setOriginal(!isOriginal)}
            >
              {isOriginal ? t`As text` : t`As it was sent`}
            </Button>
          )}
        </div>
        {isOriginal ? (
          <MailFrame caseId={found.id} message={message} />
        ) : (
          <div data-said="" className={cx('max-w-[68ch]', isCustomer ? 'text-lg' : 'text-base')}>
            <PlainText text={message.text} />
            <Folded text={message.signature} label={t`Signature`} />
            <Folded text={message.quoted} label={t`Quoted text`} />
          </div>
        )}
        <Attachments caseId={found.id} attachments={message.attachments} />
        {isCustomer && (
          <Suspense fallback={null}>
            {beneath.map(({ id, Part }) => (
              <Part key={id} found={found} message={message} />
            ))}
          </Suspense>
        )}
        {isCustomer && <Suspected found={found} messageId={message.id} />}
        {message.delivery && !isCustomer && <Delivery message={message} found={found} />}
      </div>
    </section>
  )
}
