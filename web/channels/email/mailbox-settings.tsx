import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, Plus } from 'lucide-react'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { mailboxesQuery } from './api.ts'
import { MailboxDialog } from './mailbox-dialog.tsx'

/** Where mail comes in and goes out, and how each mailbox is doing. */
export default function MailboxSettings() {
  const { t } = useLingui()
  const mailboxes = useQuery(mailboxesQuery)
  const [edited, setEdited] = useState<Mailbox | 'new' | null>(null)
  return (
    <Sheet
      title={t`Mailboxes`}
      lead={t`Each address customers write to belongs to a team. Nothing is marked as read before it is stored here.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
          {t`New mailbox`}
        </Button>
      }
    >
      <Things
        label={t`Mailboxes`}
        from={mailboxes}
        empty={{ title: t`No mailbox yet`, words: t`Add the address your customers write to.` }}
      >
        {(mailbox) => (
          <>
            <span className="min-w-0 grow">
              <span className="block font-medium">{mailbox.name}</span>
              <span className="block truncate text-ink-soft text-sm">{mailbox.address}</span>
            </span>
            <Health mailbox={mailbox} />
            <Button size="small" aria-label={t`Change ${mailbox.name}`} onPress={() => setEdited(mailbox)}>
              {t`Change`}
            </Button>
          </>
        )}
      </Things>
      {edited && <MailboxDialog mailbox={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Sheet>
  )
}

function Health({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  if (mailbox.switchedOff) return <Chip>{t`switched off`}</Chip>
  if (mailbox.lastError && (mailbox.lastErrorAt ?? '') > (mailbox.lastSuccessAt ?? '')) {
    return (
      <Chip tone="bad" icon={CircleAlert} title={mailbox.lastError}>
        {mailbox.lastError}
      </Chip>
    )
  }
  if (!mailbox.lastSuccessAt) return <Chip>{t`no mail yet`}</Chip>
  return (
    <Chip tone="good" icon={CircleCheck}>
      <RelativeTime time={mailbox.lastSuccessAt} />
    </Chip>
  )
}
