import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { type KeptMail, keptMailQuery, makeCaseOfMail, rawMailAddress, removeMail, tryAgain } from './api.ts'

const nameOf = ({ from, mailFrom }: KeptMail): string =>
  from?.name ? `${from.name} <${from.address}>` : from?.address || mailFrom || ''

/** One kept mail: who and what, as far as that can be read, why it is here, and all that can be done with it. */
export function KeptMailRow({ mail }: { mail: KeptMail }) {
  const { t } = useLingui()
  const save = useSaving(keptMailQuery.queryKey)
  const navigate = useNavigate()
  const [isAsked, setAsked] = useState(false)
  const title = mail.subject || nameOf(mail) || t`No sender`
  const openCase = async () => {
    const { caseId } = await makeCaseOfMail(mail.id)
    await navigate({ to: '/desk/$list/$caseId', params: { list: 'all', caseId: String(caseId) } })
  }
  return (
    <>
      <span className="min-w-0 grow basis-80">
        <span className="block break-words font-medium">{nameOf(mail) || t`No sender`}</span>
        {mail.subject && <span className="block truncate">{mail.subject}</span>}
        <span className="block text-ink-soft text-sm">
          {mail.reason} <RelativeTime time={mail.receivedAt} className="whitespace-nowrap" />
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <a
          className="text-sm underline decoration-dotted underline-offset-4"
          href={rawMailAddress(mail.id)}
          download={`mail-${mail.id}.eml`}
          aria-label={t`Download: ${title}`}
        >
          {t`Download`}
        </a>
        <Button
          size="small"
          aria-label={t`Try again: ${title}`}
          onPress={() => void save(() => tryAgain(mail.id), t`It is being tried again.`)}
        >
          {t`Try again`}
        </Button>
        <Button size="small" aria-label={t`Open a case: ${title}`} onPress={() => void save(openCase)}>
          {t`Open a case`}
        </Button>
        <Button size="small" look="danger" aria-label={t`Remove: ${title}`} onPress={() => setAsked(true)}>
          {t`Remove`}
        </Button>
      </span>
      <Removal
        mail={mail}
        isOpen={isAsked}
        onClose={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false)
          void save(() => removeMail(mail.id), t`It is removed.`)
        }}
      />
    </>
  )
}

type RemovalProps = { mail: KeptMail; isOpen: boolean; onClose: () => void; onConfirm: () => void }

/** What was received is not thrown away by one slip of the hand. */
export function Removal({ mail, isOpen, onClose, onConfirm }: RemovalProps) {
  const { t } = useLingui()
  const sender = nameOf(mail) || t`nobody we can name`
  return (
    <Dialog
      title={t`Remove this mail for good?`}
      isOpen={isOpen}
      onClose={onClose}
      width="narrow"
      footer={
        <>
          <Button onPress={onClose}>{t`Keep it`}</Button>
          <Button look="danger" onPress={onConfirm}>
            {t`Remove it for good`}
          </Button>
        </>
      }
    >
      <p>
        <Trans>
          The mail from {sender} will be gone with all that is in it, and nobody can bring it back. The record
          keeps that you removed it.
        </Trans>
      </p>
    </Dialog>
  )
}
