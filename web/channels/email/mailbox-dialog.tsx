import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { Form } from '../../app/form.tsx'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { teamsQuery } from '../../people/api.ts'
import { MailboxServers } from './mailbox-servers.tsx'
import { useMailboxDraft } from './use-mailbox-draft.ts'

/** Setting up a mailbox; a test tells, before anything is saved, whether both servers accept it. */
export function MailboxDialog({ mailbox, onClose }: { mailbox: Mailbox | null; onClose: () => void }) {
  const { t } = useLingui()
  const { data: teams } = useQuery(teamsQuery)
  const [chosen, setChosen] = useState(mailbox?.teamId ?? null)
  const [isOn, setOn] = useState(!mailbox?.switchedOff)
  const draft = useMailboxDraft(mailbox)
  const teamId = chosen ?? teams?.items[0]?.id ?? null
  return (
    <Dialog title={mailbox?.name ?? t`New mailbox`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Save`}
        aside={
          <Button isPending={draft.isTesting} isDisabled={!draft.canTest} onPress={() => void draft.test()}>
            {t`Test it`}
          </Button>
        }
        onSubmit={async (values) => {
          await draft.save(values, teamId ?? 0, isOn)
          onClose()
        }}
      >
        <div className="grid items-start gap-4 md:grid-cols-3">
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
            value={teamId}
            onChange={setChosen}
          />
        </div>
        <MailboxServers mailbox={mailbox} draft={draft} />
        {mailbox && (
          <Switch isSelected={isOn} onChange={setOn}>
            {t`In use`}
          </Switch>
        )}
      </Form>
    </Dialog>
  )
}
