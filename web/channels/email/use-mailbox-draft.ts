import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import type { FormValues } from '../../app/form.tsx'
import { wordsOf } from '../../app/problem.ts'
import { toast } from '../../kit/toast.tsx'
import { changeMailbox, type MailboxTest, makeMailbox, testMailbox } from './api.ts'
import { asServer, serverDraft } from './server-draft.ts'

/** A mailbox while it is being set up: its servers, testing them, and saving it all. */
export function useMailboxDraft(mailbox: Mailbox | null) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [imap, setImap] = useState(serverDraft(mailbox?.imap ?? null, 'imap', mailbox?.address ?? ''))
  const [smtp, setSmtp] = useState(serverDraft(mailbox?.smtp ?? null, 'smtp', mailbox?.address ?? ''))
  const [folders, setFolders] = useState<readonly string[]>(mailbox?.folders ?? ['INBOX'])
  const [isTesting, setTesting] = useState(false)
  const [result, setResult] = useState<MailboxTest | null>(null)
  const test = async () => {
    setTesting(true)
    try {
      setResult(
        await testMailbox({
          ...{ mailboxId: mailbox?.id, folders: [...folders] },
          ...{ imap: asServer(imap), smtp: asServer(smtp) },
        }),
      )
    } catch (error) {
      setResult(null)
      toast(wordsOf(error, t`The test did not run. Nothing was changed.`))
    }
    setTesting(false)
  }
  const save = async (values: FormValues, teamId: number, isOn: boolean) => {
    const wanted = {
      name: values('name'),
      address: values('address'),
      teamId,
      imap: asServer(imap),
      smtp: asServer(smtp),
      folders: [...folders],
    }
    await (mailbox
      ? changeMailbox(mailbox.id, { ...wanted, switchedOff: !isOn }, mailbox.version)
      : makeMailbox(wanted))
    await client.invalidateQueries({ queryKey: ['mailboxes'] })
  }
  return {
    ...{ imap, setImap, smtp, setSmtp, folders, setFolders },
    ...{ isTesting, result, test, save, canTest: imap.isOn || smtp.isOn },
  }
}
