import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import type { Brief, Case, BriefLine as Line } from '../../../server/cases/contract.ts'
import { relative } from '../../kit/relative.ts'
import { useNow } from '../../kit/relative-time.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useAct } from '../acts/use-act.ts'
import { writeBriefLine } from './api.ts'

type Props = { found: Case; line: Line; known: Brief[Line]; empty: ReactNode }

/** A line that a person may put right: a click makes it a field; left empty it says what the record says. */
export function BriefLine({ found, line, known, empty }: Props) {
  const { t, i18n } = useLingui()
  const [isEditing, setEditing] = useState(false)
  const act = useAct(found.id)
  const now = useNow()
  const labels: Record<Line, string> = {
    tried: t`What was tried`,
    next: t`What comes next`,
    feeling: t`How they feel`,
  }
  const words = known.text === null ? <span className="text-ink-quiet">{empty}</span> : known.text
  if (!found.may.help) return <span dir="auto">{words}</span>
  if (!isEditing) {
    const name = known.writtenBy?.name
    const ago = known.writtenAt ? relative(known.writtenAt, now, i18n.locale, t`just now`) : ''
    return (
      <Button
        onPress={() => setEditing(true)}
        className="-mx-1 w-full cursor-text rounded-sm px-1 text-start data-[hovered]:bg-hover"
      >
        <span className="sr-only">{labels[line]}: </span>
        <span dir="auto" className="wrap-anywhere line-clamp-3">
          {words}
        </span>
        <span className="sr-only">. {t`Change it`}</span>
        {name && <span className="block text-ink-quiet text-xs">{t`written by ${name}, ${ago}`}</span>}
      </Button>
    )
  }
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault()
        const text = String(new FormData(event.currentTarget).get('line') ?? '').trim()
        setEditing(false)
        if (text !== (known.text ?? '')) act.mutate(() => writeBriefLine(found.id, line, text))
      }}
    >
      <TextField
        label={labels[line]}
        isLabelHidden
        look="inline"
        name="line"
        defaultValue={known.text ?? ''}
        maxLength={300}
        autoFocus
        onBlur={() => setEditing(false)}
        onKeyDown={(event) => event.key === 'Escape' && setEditing(false)}
      />
    </Form>
  )
}
