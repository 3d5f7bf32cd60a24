import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import type { NoticedPromise } from '../../server/promises/contract.ts'
import { Form } from '../app/form.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { makePromise } from './api.ts'
import { DueField } from './due-field.tsx'
import { KeeperSelect } from './keeper-select.tsx'
import { useDue } from './use-due.ts'
import { useRefresh } from './use-refresh.ts'

type Props = { found: Case; noticed?: NoticedPromise; onClose: () => void }

/** Promising the customer something in one step: what, by when, and who keeps it. */
export default function PromiseDialog({ found, noticed, onClose }: Props) {
  const { t } = useLingui()
  const due = useDue(found.id, noticed?.dueAt)
  const refresh = useRefresh(found.id)
  const [keeperId, setKeeperId] = useState<number | null>(null)
  const name = found.customer?.name ?? t`the customer`
  const isUnread = due.words.trim() !== '' && due.dueAt === ''
  return (
    <Dialog title={t`Promise ${name} something`} isOpen onClose={onClose}>
      <Form
        submit={t`Promise it`}
        onSubmit={async (values) => {
          if (isUnread) return toast(t`Name a time that is still to come, or choose one.`)
          await makePromise(found.id, {
            what: values('what'),
            ...(due.dueAt !== '' && { dueAt: due.dueAt }),
            ...(keeperId !== null && { keeperId }),
            ...(noticed && { noticedPromiseId: noticed.id }),
          })
          onClose()
          await refresh()
        }}
      >
        <TextField
          label={t`What do we promise?`}
          name="what"
          placeholder={t`I will call you back`}
          defaultValue={noticed?.what ?? ''}
          maxLength={300}
          isRequired
          autoFocus
        />
        <DueField due={due} />
        <KeeperSelect value={keeperId} onChange={setKeeperId} />
        <p className="text-ink-soft text-sm">
          <Trans>The customer sees it with your name. You are reminded before it is due.</Trans>
        </p>
      </Form>
    </Dialog>
  )
}
