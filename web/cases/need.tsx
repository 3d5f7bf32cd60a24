import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button, Form } from 'react-aria-components'
import type { Case } from '../../server/cases/contract.ts'
import { TextField } from '../kit/text-field.tsx'
import { useChangeCase } from './use-change-case.ts'

/** The need in one line. A click turns it into a field; Enter keeps it, Escape leaves it as it was. */
export function Need({ found }: { found: Case }) {
  const { t } = useLingui()
  const [isEditing, setEditing] = useState(false)
  const change = useChangeCase(found)
  if (!isEditing) {
    return (
      <h2 className="min-w-0 font-semibold text-lg leading-6">
        <Button
          onPress={() => setEditing(true)}
          aria-label={t`Need: ${found.need}. Change it`}
          className="line-clamp-2 cursor-text rounded-sm text-start data-[hovered]:bg-hover"
        >
          {found.need}
        </Button>
      </h2>
    )
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const need = String(new FormData(event.currentTarget).get('need') ?? '').trim()
        setEditing(false)
        if (need && need !== found.need) change({ need })
      }}
    >
      <TextField
        label={t`Need`}
        isLabelHidden
        name="need"
        defaultValue={found.need}
        maxLength={300}
        autoFocus
        onBlur={() => setEditing(false)}
        onKeyDown={(event) => event.key === 'Escape' && setEditing(false)}
      />
    </Form>
  )
}
