import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Form } from '../../app/form.tsx'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { toast } from '../../kit/toast.tsx'
import { teamsQuery } from '../../people/api.ts'
import { changeMailbox, type MailboxTest, makeMailbox, testMailbox } from './api.ts'
import { asServer, serverDraft } from './server-draft.ts'
import { ServerFields } from './server-fields.tsx'

/** Setting up a mailbox; a test tells, before anything is saved, whether both servers accept it. */
export function MailboxDialog({ mailbox, onClose }: { mailbox: Mailbox | null; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const { data: teams } = useQuery(teamsQuery)
  const [teamId, setTeamId] = useState(mailbox?.teamId ?? null)
  const [isOn, setOn] = useState(!mailbox?.switchedOff)
  const [imap, setImap] = useState(serverDraft(mailbox?.imap ?? null, 'imap', mailbox?.address ?? ''))
  const [smtp, setSmtp] = useState(serverDraft(mailbox?.smtp ?? null, 'smtp', mailbox?.address ?? ''))
  const [tested, setTested] = useState<MailboxTest | 'running' | null>(null)
  const team = teamId ?? teams?.items[0]?.id ?? null
  const result = tested === 'running' ? null : tested
  const test = async () => {
    setTested('running')
    try {
      setTested(await testMailbox({ mailboxId: mailbox?.id, imap: asServer(imap), smtp: asServer(smtp) }))
    } catch (error) {
      setTested(null)
      toast(wordsOf(error, t`The test did not run. Nothing was changed.`))
    }
  }
  return (
    <Dialog title={mailbox?.name ?? t`New mailbox`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Save`}
        aside={
          <Button
            isPending={tested === 'running'}
            isDisabled={!imap.isOn && !smtp.isOn}
            onPress={() => void test()}
          >
            {t`Test it`}
          </Button>
        }
        onSubmit={async (values) => {
          const wanted = {
            name: values('name'),
            address: values('address'),
            teamId: team ?? 0,
            imap: asServer(imap),
            smtp: asServer(smtp),
            signature: values('signature'),
          }
          await (mailbox
            ? changeMailbox(mailbox.id, { ...wanted, switchedOff: !isOn }, mailbox.version)
            : makeMailbox(wanted))
          await client.invalidateQueries({ queryKey: ['mailboxes'] })
          onClose()
        }}
      >
        <div className="grid gap-4 md:grid-cols-3">
          <TextField
            label={t`Name, as customers read it`}
            name="name"
            defaultValue={mailbox?.name ?? ''}
            isRequired
            maxLength={120}
            autoFocus
          />
          <TextField
            label={t`E-mail address`}
            name="address"
            type="email"
            defaultValue={mailbox?.address ?? ''}
            isRequired
          />
          <Select
            label={t`Team`}
            choices={(teams?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={team}
            onChange={setTeamId}
          />
        </div>
        <ServerFields
          title={t`Fetch mail by IMAP`}
          help={t`Off: mail reaches this address through Regard's own listener.`}
          draft={imap}
          isStored={Boolean(mailbox?.imap)}
          result={result?.imap ?? null}
          onChange={setImap}
        />
        <ServerFields
          title={t`Send through this mailbox's own server`}
          help={t`Off: replies leave through the server that the desk was set up with.`}
          draft={smtp}
          isStored={Boolean(mailbox?.smtp)}
          result={result?.smtp ?? null}
          onChange={setSmtp}
        />
        <TextArea
          label={t`Signature`}
          name="signature"
          defaultValue={mailbox?.signature ?? ''}
          rows={2}
          maxLength={4000}
        />
        {mailbox && (
          <Switch isSelected={isOn} onChange={setOn}>
            {t`In use`}
          </Switch>
        )}
      </Form>
    </Dialog>
  )
}
