import { useLingui } from '@lingui/react/macro'
import { Check, CircleAlert, CircleHelp, Clock, type LucideIcon, Undo2 } from 'lucide-react'
import { Suspense, useState } from 'react'
import { type Case, isHardReason, type Message } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { cx } from '../../kit/cx.ts'
import { useNow } from '../../kit/relative-time.tsx'
import { useCaseParts } from '../parts.ts'
import { useTakeBack } from '../use-take-back.ts'
import { deliveryReasonWords, deliveryWords } from '../words.ts'
import { SendAgain } from './send-again.tsx'

const icons: Record<NonNullable<Message['delivery']>, LucideIcon> = {
  held: Clock,
  queued: Clock,
  sent: Check,
  deferred: Clock,
  bounced: CircleAlert,
  failed: CircleAlert,
  uncertain: CircleHelp,
  'taken-back': Undo2,
}

/** Whether sending it once more may help: not to where nobody can be reached. */
const mayHelpAgain = ({ delivery, deliveryReason }: Message): boolean =>
  delivery === 'uncertain' ||
  (delivery === 'failed' && !isHardReason(deliveryReason)) ||
  (delivery === 'bounced' && deliveryReason !== null && !isHardReason(deliveryReason))

/** Held and taken back it has gone to nobody yet. */
const hasRecipients = ({ channel, delivery }: Message): boolean =>
  channel === 'email' && delivery !== 'held' && delivery !== 'taken-back'

/**
 * What became of a message we sent, in a word that opens onto each of those it was for; while it is still here it
 * can be taken back.
 */
export function Delivery({ message, found }: { message: Message; found: Case }) {
  const { t, i18n } = useLingui()
  const takeBack = useTakeBack(found)
  const now = useNow()
  const { Recipients } = useCaseParts()
  const [isOpen, setOpen] = useState(false)
  const { delivery } = message
  if (!delivery) return null
  const Icon = icons[delivery]
  const isBad = delivery === 'bounced' || delivery === 'failed'
  const canUndo = message.undoUntil !== null && Date.parse(message.undoUntil) > now
  return (
    <>
      <p
        className={cx(
          'mt-2 flex flex-wrap items-center gap-1.5 text-sm',
          isBad ? 'text-bad' : 'text-ink-quiet',
        )}
      >
        <Icon aria-hidden size={14} />
        {Recipients && hasRecipients(message) ? (
          <Button
            look="quiet"
            size="small"
            className="-mx-1.5 h-6 whitespace-normal px-1.5 text-start text-inherit underline decoration-dotted underline-offset-4"
            aria-expanded={isOpen}
            onPress={() => setOpen(!isOpen)}
          >
            {i18n._(deliveryWords[delivery])}
          </Button>
        ) : (
          i18n._(deliveryWords[delivery])
        )}
        {message.deliveryReason && <span>{i18n._(deliveryReasonWords[message.deliveryReason])}</span>}
        {message.deliveryDetail && <span className="basis-full">{message.deliveryDetail}</span>}
        {canUndo && delivery === 'held' && (
          <Button
            look="quiet"
            size="small"
            className="h-6 text-accent-text"
            onPress={() => void takeBack(message.id)}
          >
            {t`Take it back`}
          </Button>
        )}
        {mayHelpAgain(message) && found.may.reply && <SendAgain message={message} found={found} />}
      </p>
      {isOpen && Recipients && (
        <Suspense>
          <Recipients caseId={found.id} messageId={message.id} />
        </Suspense>
      )}
    </>
  )
}
