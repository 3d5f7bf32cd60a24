import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Form } from 'react-aria-components'
import type { Case, Fact } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useAct } from '../acts/use-act.ts'
import { correctFact } from './api.ts'
import { slotLooks, slots } from './slots.ts'

type Props = { fact: Fact; found: Case; onClose: () => void }

/** Puts a fact right: its words and what it is about. How it read before is kept. */
export function FactEditor({ fact, found, onClose }: Props) {
  const { t, i18n } = useLingui()
  const [text, setText] = useState(fact.text)
  const [slot, setSlot] = useState(fact.slot)
  const act = useAct(found.id)
  return (
    <li className="my-1 rounded-md bg-sunken p-2">
      <Form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          const words = text.trim()
          if (words === '') return
          act.mutate(() => correctFact(fact, { text: words, slot }), { onSuccess: onClose })
        }}
      >
        <TextField
          label={t`What they told us`}
          isLabelHidden
          value={text}
          onChange={setText}
          maxLength={500}
          autoFocus
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        />
        <Select
          label={t`What it is about`}
          isLabelHidden
          choices={slots.map((value) => ({ value, label: i18n._(slotLooks[value].label) }))}
          value={slot}
          onChange={setSlot}
        />
        <div className="flex gap-2">
          <Button look="primary" size="small" type="submit" isPending={act.isPending}>
            {t`Put it right`}
          </Button>
          <Button look="quiet" size="small" onPress={onClose}>
            {t`Leave it`}
          </Button>
        </div>
      </Form>
    </li>
  )
}
