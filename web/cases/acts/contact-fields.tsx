import { useLingui } from '@lingui/react/macro'
import { Plus } from 'lucide-react'
import type { Channel } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Select } from '../../kit/select.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { channelWords } from '../words.ts'
import { type ContactDraft, newLeg } from './contact-draft.ts'
import { LegFields } from './leg-fields.tsx'

const byHand: Channel[] = ['call', 'visit', 'form', 'chat']
type Props = { draft: ContactDraft; onChange: (draft: ContactDraft) => void }

/** A contact written down by hand. A call takes ten seconds: who, how it ended, what was said. */
export function ContactFields({ draft, onChange }: Props) {
  const { t, i18n } = useLingui()
  const set = (change: Partial<ContactDraft>) => onChange({ ...draft, ...change })
  const hasLegs = draft.channel === 'call'
  return (
    <>
      <div className="grid gap-4 md:grid-cols-3">
        <Select
          label={t`How they reached us`}
          choices={byHand.map((value) => ({ value, label: i18n._(channelWords[value]) }))}
          value={draft.channel}
          onChange={(channel) => set({ channel })}
        />
        <Select
          label={t`Who began`}
          choices={[
            { value: 'in', label: t`The customer` },
            { value: 'out', label: t`We did` },
          ]}
          value={draft.direction}
          onChange={(direction) => set({ direction })}
        />
        <TextField
          label={t`When`}
          type="datetime-local"
          value={draft.startedAt}
          onChange={(startedAt) => set({ startedAt })}
          isRequired
        />
      </div>
      <TextArea
        label={hasLegs ? t`What was said, in the customer's words` : t`What they wrote or said`}
        value={draft.summary}
        onChange={(summary) => set({ summary })}
        rows={3}
      />
      {hasLegs && (
        <fieldset className="grid gap-3">
          <legend className="mb-1 font-medium text-sm">{t`Who served, one line for each person`}</legend>
          {draft.legs.map((leg, index) => (
            <LegFields
              key={leg.id}
              leg={leg}
              onChange={(next) => set({ legs: draft.legs.with(index, next) })}
              onRemove={
                draft.legs.length > 1 ? () => set({ legs: draft.legs.toSpliced(index, 1) }) : undefined
              }
            />
          ))}
          <Button
            look="quiet"
            size="small"
            className="justify-self-start"
            icon={<Plus aria-hidden size={14} />}
            onPress={() => set({ legs: [...draft.legs, newLeg('')] })}
          >
            {t`One more person`}
          </Button>
        </fieldset>
      )}
    </>
  )
}
