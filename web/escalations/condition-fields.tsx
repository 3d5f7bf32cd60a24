import { useLingui } from '@lingui/react/macro'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { TextField } from '../kit/text-field.tsx'
import type { Draft, missingIn } from './draft.ts'
import { conditionKinds, kindWords, mostInWords, ordinal } from './words.ts'

export type FieldProps = {
  draft: Draft
  onChange: (changed: Partial<Draft>) => void
  missing: ReturnType<typeof missingIn>
}

/** “When … for the second time, between teams”. */
export function ConditionFields({ draft, onChange, missing }: FieldProps) {
  const { t, i18n } = useLingui()
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-4">
      <Select
        label={t`When`}
        className="min-w-64 grow"
        choices={conditionKinds.map((kind) => ({ value: kind, label: i18n._(kindWords[kind]) }))}
        value={draft.kind}
        onChange={(kind) => onChange({ kind })}
      />
      {draft.kind === 'hand-offs' && (
        <Nth
          label={t`for the … time`}
          value={draft.handOffs}
          onChange={(handOffs) => onChange({ handOffs })}
        />
      )}
      {draft.kind === 'contacts' && (
        <Nth
          label={t`for the … time`}
          least={2}
          value={draft.contacts}
          onChange={(contacts) => onChange({ contacts })}
        />
      )}
      {(draft.kind === 'hand-offs' || draft.kind === 'ping-pong') && (
        <Select
          label={t`between`}
          className="min-w-32"
          choices={[
            { value: 'teams', label: t`teams` },
            { value: 'people', label: t`people` },
          ]}
          value={draft.between}
          onChange={(between) => onChange({ between })}
        />
      )}
      {draft.kind === 'waiting' && (
        <TextField
          label={t`for more than`}
          help={t`Open hours of the team, like 30 min or 4 h.`}
          error={missing === 'time' ? t`Write it like 30 min or 4 h.` : undefined}
          value={draft.time}
          onChange={(time) => onChange({ time })}
        />
      )}
      {draft.kind === 'words' && (
        <TextArea
          label={t`one of these`}
          className="basis-full"
          help={t`Whole words or phrases, with commas between them, in any language. Capitals and accents do not matter.`}
          error={missing === 'words' ? t`Name at least one word.` : undefined}
          rows={2}
          value={draft.words}
          onChange={(words) => onChange({ words })}
        />
      )}
    </div>
  )
}

type NthProps = { label: string; least?: number; value: number; onChange: (value: number) => void }

function Nth({ label, least = 1, value, onChange }: NthProps) {
  const { i18n } = useLingui()
  const offered = Array.from({ length: mostInWords - least + 1 }, (_, index) => index + least)
  const numbers = offered.includes(value) ? offered : [...offered, value]
  return (
    <Select
      label={label}
      className="min-w-32"
      choices={numbers.map((number) => ({ value: number, label: ordinal(i18n, number) }))}
      value={value}
      onChange={onChange}
    />
  )
}
