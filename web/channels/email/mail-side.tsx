import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { ShieldAlert } from 'lucide-react'
import type { Case, Message } from '../../../server/cases/contract.ts'
import type { MailSide } from '../../../server/channels/email/contract.ts'
import { mailSidesQuery } from './api.ts'

type Sender = NonNullable<MailSide['sender']>

function SenderLine({ sender: { standing, domain } }: { sender: Sender }) {
  if (standing === 'failed')
    return (
      <p className="flex items-start gap-1.5 text-bad">
        <ShieldAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
        <span>
          <Trans>Says it is from {domain}, but failed that domain’s own rule: take care.</Trans>
        </span>
      </p>
    )
  return (
    <p>
      {standing === 'signed' && <Trans>Signed by {domain}</Trans>}
      {standing === 'sent' && <Trans>Sent by a server of {domain}</Trans>}
      {standing === 'sealed' && <Trans>Passed on and vouched for by {domain}</Trans>}
      {standing === 'unconfirmed' && <Trans>The sender’s server could not be confirmed</Trans>}
    </p>
  )
}

/** Beneath a customer's mail: who sent it, as far as that is proven, and who else reads along. */
export default function MailSideLines({ found, message }: { found: Case; message: Message }) {
  const { data } = useQuery({ ...mailSidesQuery(found.id), enabled: message.channel === 'email' })
  const side = data?.items.find(({ messageId }) => messageId === message.id)
  if (!side) return null
  const [answers, copies] = [side.replyTo.join(', '), side.copies.join(', ')]
  return (
    <div className="mt-2 grid gap-0.5 text-ink-quiet text-sm empty:hidden">
      {side.forwardedBy && (
        <p>
          <Trans>Forwarded by {side.forwardedBy}</Trans>
        </p>
      )}
      {side.sender && <SenderLine sender={side.sender} />}
      {answers && (
        <p>
          <Trans>
            Written by {side.from}, who wants the answer at {answers}
          </Trans>
        </p>
      )}
      {copies && (
        <p>
          <Trans>Also to {copies}</Trans>
        </p>
      )}
    </div>
  )
}
