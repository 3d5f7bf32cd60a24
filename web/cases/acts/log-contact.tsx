import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Form } from '../../app/form.tsx'
import { useSession } from '../../app/session.ts'
import { Dialog } from '../../kit/dialog.tsx'
import { logContact } from '../api.ts'
import { asContact, newContact } from './contact-draft.ts'
import { ContactFields } from './contact-fields.tsx'

/** Writing down a call or visit that belongs to this case. */
export default function LogContact({ caseId, onClose }: { caseId: number; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const { person } = useSession()
  const [draft, setDraft] = useState(() => newContact(person.name, new Date()))
  return (
    <Dialog title={t`Write down a call or visit`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Put it on the record`}
        onSubmit={async () => {
          await logContact(caseId, asContact(draft))
          await client.invalidateQueries({ queryKey: ['case', caseId] })
          onClose()
        }}
      >
        <ContactFields draft={draft} onChange={setDraft} />
      </Form>
    </Dialog>
  )
}
