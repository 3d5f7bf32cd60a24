import { Trans, useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { Form, type FormValues } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { useReceivers } from '../people/receiver-picker.tsx'
import { askForHelp } from './api.ts'
import { asked, ReceiversField } from './receivers-field.tsx'

type Props = { found: Case; onClose: () => void }

/** Asking colleagues in, with a question. The owner stays the owner. */
export default function AskDialog({ found, onClose }: Props) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Ask for help with #${found.number}`} isOpen onClose={onClose}>
      <Ask found={found} onClose={onClose} />
    </Dialog>
  )
}

function Ask({ found, onClose }: Props) {
  const { t } = useLingui()
  const client = useQueryClient()
  const me = useSession().person.id
  const { items } = useReceivers(found.team.id, me)
  const [to, setTo] = useState<readonly string[]>([])
  const [mayWrite, setMayWrite] = useState(false)
  const owner = found.owner.name
  const isMine = found.owner.id === me
  const send = async (values: FormValues) => {
    const made = await askForHelp(found.id, {
      to: asked(items, to),
      question: values('question'),
      mayWriteToCustomer: mayWrite,
    })
    await client.invalidateQueries({ queryKey: ['case', found.id] })
    const names = made.items.map(({ team, to: person }) => team?.name ?? person.name).join(', ')
    toast(t`Asked ${names}. You are told when there is an answer.`)
    onClose()
  }
  return (
    <Form submit={t`Ask`} onSubmit={send}>
      <p className="text-ink-soft">
        <Trans>They see the case at once and read the whole story.</Trans>{' '}
        {isMine ? <Trans>You own it as before.</Trans> : <Trans>{owner} owns it as before.</Trans>}
      </p>
      <ReceiversField found={found} value={to} onChange={setTo} />
      <TextArea
        label={t`Your question`}
        help={t`In their “Needs me now” it stands just as you write it.`}
        name="question"
        rows={3}
        maxLength={2000}
        isRequired
      />
      <Checkbox isSelected={mayWrite} onChange={setMayWrite}>
        {t`They may write to the customer until this is answered`}
      </Checkbox>
    </Form>
  )
}
