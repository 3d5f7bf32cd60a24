import { Trans, useLingui } from '@lingui/react/macro'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Form } from 'react-aria-components'
import type { Case, Fact, FactSlot } from '../../../server/cases/contract.ts'
import { Part } from '../../kit/part.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useAct } from '../acts/use-act.ts'
import { keepFact } from './api.ts'
import { FactRow } from './fact-row.tsx'

type Props = {
  found: Case
  title: string
  facts: readonly Fact[]
  earlier?: readonly Fact[]
  /** What a new one is about. */
  slot: FactSlot
  /** Asks for a new one. */
  ask: string
  help?: ReactNode
}

/** What is written down under one title, each line changed in place, and a field for the next one. */
export function Facts({ found, title, facts, earlier = [], slot, ask, help }: Props) {
  return (
    <Part title={title}>
      <ul className="grid gap-0.5 empty:hidden">
        {facts.map((fact) => (
          <FactRow key={fact.id} fact={fact} found={found} />
        ))}
      </ul>
      {earlier.length > 0 && (
        <>
          <h4 className="mt-2 mb-0.5 text-ink-quiet text-xs">
            <Trans>Told on earlier cases</Trans>
          </h4>
          <ul className="grid gap-0.5">
            {earlier.map((fact) => (
              <FactRow key={fact.id} fact={fact} found={found} />
            ))}
          </ul>
        </>
      )}
      {found.may.help && <AddFact found={found} slot={slot} ask={ask} />}
      {help}
    </Part>
  )
}

function AddFact({ found, slot, ask }: Pick<Props, 'found' | 'slot' | 'ask'>) {
  const { t } = useLingui()
  const [text, setText] = useState('')
  const act = useAct(found.id)
  return (
    <Form
      className="mt-1"
      onSubmit={(event) => {
        event.preventDefault()
        const words = text.trim()
        if (words === '' || act.isPending) return
        act.mutate(() => keepFact(found.id, { text: words, slot }), { onSuccess: () => setText('') })
      }}
    >
      <TextField
        label={ask}
        isLabelHidden
        look="inline"
        placeholder={ask}
        icon={<Plus aria-hidden size={14} />}
        value={text}
        onChange={setText}
        maxLength={500}
        enterKeyHint="done"
        aria-description={t`Enter keeps it`}
      />
    </Form>
  )
}
