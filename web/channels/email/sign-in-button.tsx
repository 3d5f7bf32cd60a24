import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { toast } from '../../kit/toast.tsx'
import { beginSignIn } from './sign-in-api.ts'
import { SignInDialog } from './sign-in-dialog.tsx'

/** How a mailbox signs in; where the provider ended it, one click leads there again. */
export function SignInButton({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const [isLeaving, setLeaving] = useState(false)
  if (!mailbox.imap && !mailbox.smtp) return null
  const again = async () => {
    setLeaving(true)
    try {
      location.assign((await beginSignIn(mailbox.id, {})).url)
    } catch (error) {
      setLeaving(false)
      toast(wordsOf(error, t`The sign-in did not begin. Nothing was changed.`))
    }
  }
  if (mailbox.signIn?.state === 'ended') {
    return (
      <Button size="small" look="primary" isPending={isLeaving} onPress={() => void again()}>
        {t`Sign in again`}
      </Button>
    )
  }
  return (
    <>
      <Button
        size="small"
        aria-label={t`Sign-in of ${mailbox.name}`}
        onPress={() => setOpen(true)}
      >{t`Sign-in`}</Button>
      {isOpen && <SignInDialog mailbox={mailbox} onClose={() => setOpen(false)} />}
    </>
  )
}
