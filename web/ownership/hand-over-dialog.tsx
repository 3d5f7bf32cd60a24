import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Case } from '../../server/cases/contract.ts'
import { briefFields } from '../../server/ownership/contract.ts'
import { Form, type FormValues } from '../app/form.tsx'
import { useSession } from '../app/session.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { ReceiverPicker } from '../people/receiver-picker.tsx'
import type { Receiver } from '../people/receivers.ts'
import { type BriefDraft, briefDraftQuery, offerCase } from './api.ts'
import { briefWords } from './words.ts'

type Props = { found: Case; onClose: () => void }

/** Offering a case to somebody else: to whom, and the five things they need to know. */
export default function HandOverDialog({ found, onClose }: Props) {
  const { t } = useLingui()
  const draft = useQuery(briefDraftQuery(found.id))
  const empty = { need: found.need, done: '', promised: '', nextStep: '', feeling: '' }
  const known = draft.data ?? (draft.isError ? empty : null)
  return (
    <Dialog title={t`Hand over #${found.number}`} isOpen onClose={onClose} width="wide">
      {known ? <HandOver found={found} draft={known} onClose={onClose} /> : <SkeletonText lines={8} />}
    </Dialog>
  )
}

function HandOver({ found, draft, onClose }: Props & { draft: BriefDraft }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const [to, setTo] = useState<Receiver | null>(null)
  const [isTold, setTold] = useState(found.customer !== null)
  const owner = found.owner.name
  const isMine = found.owner.id === useSession().person.id
  const send = async (values: FormValues) => {
    const { toStaffId, toTeamId } = to ?? {}
    const offered = await offerCase(found.id, {
      ...(toStaffId !== undefined && { toStaffId }),
      ...(toTeamId !== undefined && { toTeamId }),
      brief: {
        need: values('brief.need'),
        done: values('brief.done'),
        promised: values('brief.promised'),
        nextStep: values('brief.nextStep'),
        feeling: values('brief.feeling'),
      },
      tellCustomer: isTold,
    })
    await client.invalidateQueries({ queryKey: ['case', found.id] })
    void client.invalidateQueries({ queryKey: ['cases'] })
    toast(
      isMine
        ? t`Offered to ${offered.to.name}. You own it until they accept.`
        : t`Offered to ${offered.to.name}. ${owner} owns it until they accept.`,
    )
    onClose()
  }
  return (
    <Form submit={t`Offer it`} onSubmit={send}>
      <p className="text-ink-soft">
        {isMine ? (
          <Trans>You own this until the next person accepts.</Trans>
        ) : (
          <Trans>{owner} owns this until the next person accepts.</Trans>
        )}{' '}
        <Trans>
          The brief below is drafted from the record: make it yours. They read it before the first word, so
          that the customer need not explain again.
        </Trans>
      </p>
      <ReceiverPicker teamId={found.team.id} withoutId={found.owner.id} value={to} onChange={setTo} />
      {briefFields.map((field) => (
        <TextArea
          key={field}
          label={i18n._(briefWords[field])}
          name={`brief.${field}`}
          defaultValue={draft[field]}
          rows={2}
          maxLength={4000}
          isRequired
        />
      ))}
      <Checkbox isSelected={isTold} onChange={setTold} isDisabled={found.customer === null}>
        {t`Tell the customer who looks after them, once it is accepted`}
      </Checkbox>
    </Form>
  )
}
