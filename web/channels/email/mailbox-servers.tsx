import { useLingui } from '@lingui/react/macro'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { FolderChoice } from './folder-choice.tsx'
import { ServerFields } from './server-fields.tsx'
import type { useMailboxDraft } from './use-mailbox-draft.ts'

type Props = { mailbox: Mailbox | null; draft: ReturnType<typeof useMailboxDraft> }

/** From where a mailbox's mail is fetched and through what its replies leave. */
export function MailboxServers({ mailbox, draft }: Props) {
  const { t } = useLingui()
  return (
    <>
      <ServerFields
        title={t`Fetch mail by IMAP`}
        help={t`Off: mail reaches this address through Regard's own listener.`}
        draft={draft.imap}
        isStored={Boolean(mailbox?.imap)}
        result={draft.result?.imap ?? null}
        onChange={draft.setImap}
      />
      {draft.imap.isOn && (
        <FolderChoice
          chosen={draft.folders}
          found={draft.result?.imap?.folders ?? []}
          onChange={draft.setFolders}
        />
      )}
      <ServerFields
        title={t`Send through this mailbox's own server`}
        help={t`Off: replies leave through the server that the desk was set up with.`}
        draft={draft.smtp}
        isStored={Boolean(mailbox?.smtp)}
        result={draft.result?.smtp ?? null}
        onChange={draft.setSmtp}
      />
    </>
  )
}
