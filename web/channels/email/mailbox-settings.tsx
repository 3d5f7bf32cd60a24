import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { mailboxesQuery } from './api.ts'
import { MailboxDialog } from './mailbox-dialog.tsx'
import { MailboxHealth, MailboxTrouble } from './mailbox-health.tsx'
import { SignInButton } from './sign-in-button.tsx'
import { useSignInReturn } from './use-sign-in-return.ts'

/** Where mail comes in and goes out, and how each mailbox is doing. */
export default function MailboxSettings() {
  const { t } = useLingui()
  const mailboxes = useQuery(mailboxesQuery)
  useSignInReturn()
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
            <span className="min-w-0 grow basis-44">
              <span className="flex flex-wrap items-center gap-x-2">
                <span className="font-medium">{mailbox.name}</span> <MailboxHealth mailbox={mailbox} />
              </span>
              <span className="block truncate text-ink-soft text-sm">{mailbox.address}</span>
              <MailboxTrouble mailbox={mailbox} />
            </span>
            <span className="flex gap-2">
              <SignInButton mailbox={mailbox} />
              <Button size="small" aria-label={t`Change ${mailbox.name}`} onPress={() => setEdited(mailbox)}>
                {t`Change`}
              </Button>
            </span>
          </>
        )}
      </Things>
      {edited && <MailboxDialog mailbox={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Sheet>
  )
}
