import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Form } from '../../app/form.tsx'
import { useSession } from '../../app/session.ts'
import { CustomerPicker } from '../../customers/customer-picker.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { teamsQuery } from '../../people/api.ts'
import { makeCase } from '../api.ts'
import { tagsIn } from '../tags.ts'
import { asContact, newContact } from './contact-draft.ts'
import { ContactFields } from './contact-fields.tsx'

/** A case that did not come in by itself: somebody called, came by, or asked in the corridor. */
export default function NewCase({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { person } = useSession()
  const { data: teams } = useQuery(teamsQuery)
  const [customerId, setCustomerId] = useState<number | null>(null)
  const [teamId, setTeamId] = useState<number | null>(null)
  const [draft, setDraft] = useState(() => newContact(person.name, new Date()))
  const team =
    teamId ?? teams?.items.find(({ id }) => person.teamIds.includes(id))?.id ?? teams?.items[0]?.id ?? null
  return (
    <Dialog title={t`New case by hand`} isOpen onClose={onClose} width="wide">
      <Form
        submit={t`Open the case`}
        onSubmit={async (values) => {
          const made = await makeCase({
            need: values('need'),
            teamId: team ?? 0,
            customerId,
            contact: asContact(draft),
            tags: tagsIn(values('tags')),
          })
          await client.invalidateQueries({ queryKey: ['cases'] })
          onClose()
          void navigate({ to: '/desk/$list/$caseId', params: { list: 'all', caseId: String(made.id) } })
        }}
      >
        <CustomerPicker value={customerId} onChange={setCustomerId} />
        <TextField label={t`What they need, in one line`} name="need" maxLength={300} isRequired />
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            label={t`Team`}
            choices={(teams?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={team}
            onChange={setTeamId}
          />
          <TextField label={t`Tags`} name="tags" placeholder={t`Several with commas between them`} />
        </div>
        <ContactFields draft={draft} onChange={setDraft} />
      </Form>
    </Dialog>
  )
}
