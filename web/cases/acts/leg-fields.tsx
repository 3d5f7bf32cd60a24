import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import type { Leg } from '../../../server/cases/contract.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { legEndWords } from '../words.ts'
import type { LegDraft } from './contact-draft.ts'

type Props = { leg: LegDraft; onChange: (leg: LegDraft) => void; onRemove?: (() => void) | undefined }

/** One person's part of a call. Times are minutes here; half minutes are fine. */
export function LegFields({ leg, onChange, onRemove }: Props) {
  const { t, i18n } = useLingui()
  const set = (change: Partial<LegDraft>) => onChange({ ...leg, ...change })
  const ends = Object.keys(legEndWords) as Leg['howEnded'][]
  const minutes = (label: string, value: string, key: 'queue' | 'talk' | 'hold') => (
    <TextField label={label} inputMode="decimal" value={value} onChange={(text) => set({ [key]: text })} />
  )
  return (
    <div className="grid grid-cols-[1.4fr_1fr_0.7fr_0.7fr_0.7fr_1.2fr_32px] items-end gap-2 max-md:grid-cols-3">
      <TextField
        label={t`Person`}
        value={leg.staffName}
        onChange={(staffName) => set({ staffName })}
        isRequired
      />
      <TextField label={t`Team`} value={leg.teamName} onChange={(teamName) => set({ teamName })} />
      {minutes(t`Queue, min`, leg.queue, 'queue')}
      {minutes(t`Talk, min`, leg.talk, 'talk')}
      {minutes(t`Hold, min`, leg.hold, 'hold')}
      <Select
        label={t`Ended`}
        choices={ends.map((value) => ({ value, label: i18n._(legEndWords[value]) }))}
        value={leg.howEnded}
        onChange={(howEnded) => set({ howEnded })}
      />
      {onRemove && <IconButton icon={X} label={t`Take this line away`} onPress={onRemove} />}
    </div>
  )
}
