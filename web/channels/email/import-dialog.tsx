import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../../app/form.tsx'
import { Problem } from '../../app/problem.ts'
import { upload } from '../../cases/composer/upload.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { Switch } from '../../kit/switch.tsx'
import { importsQuery, mailboxesQuery, startImport } from './api.ts'

const RECENT_DAYS = 30

/** Chooses an mbox and what shall become of it. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const { data: mailboxes } = useQuery(mailboxesQuery)
  const [chosen, setChosen] = useState<number | null>(null)
  const [file, setFile] = useState<File | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const [isSent, setSent] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const mailboxId = chosen ?? mailboxes?.items[0]?.id ?? null
  const bring = async () => {
    if (!file || mailboxId === null)
      throw new Problem(400, { title: file ? t`Set up a mailbox first.` : t`Choose a file first.` })
    setShare(0)
    try {
      const { key } = await upload(file, setShare, new AbortController().signal)
      await startImport({ mailboxId, fileKey: key, isSent, openDays: isOpen ? RECENT_DAYS : 0 })
    } finally {
      setShare(null)
    }
    await client.invalidateQueries({ queryKey: importsQuery.queryKey })
    onClose()
  }
  return (
    <Dialog title={t`Bring old mail`} isOpen onClose={onClose}>
      <Form
        submit={share === null ? t`Bring it in` : t`Sending, ${Math.round(share * 100)} %`}
        onSubmit={bring}
      >
        <Select
          label={t`Mailbox it belonged to`}
          choices={(mailboxes?.items ?? []).map(({ id, name, address }) => ({
            value: id,
            label: name,
            hint: address,
          }))}
          value={mailboxId}
          onChange={setChosen}
        />
        <label className="grid gap-1">
          <span className="font-medium text-sm">{t`An mbox file`}</span>
          <input
            type="file"
            className="text-sm file:me-3 file:cursor-pointer file:rounded-md file:border file:border-line file:bg-raised file:px-3 file:py-1.5"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
          <span className="text-ink-soft text-sm">
            <Trans>
              Up to 50 MB, unless the desk was set up otherwise. For larger ones and Maildirs there is{' '}
              <code>regard mail import</code> on the server.
            </Trans>
          </span>
        </label>
        <Switch
          isSelected={isSent}
          onChange={setSent}
          help={t`Off: who wrote each mail is told by its address.`}
        >
          {t`It is a folder of sent mail`}
        </Switch>
        <Switch
          isSelected={isOpen}
          onChange={setOpen}
          help={t`As if it came today. Off: every conversation becomes a closed case.`}
        >
          {t`Open cases for mail of the last 30 days`}
        </Switch>
      </Form>
    </Dialog>
  )
}
