import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { FieldDefinition } from '../../server/customers/contract.ts'
import { type Fields, fieldsQuery } from './api.ts'
import { FieldValue } from './field-value.tsx'

type Props = { object: FieldDefinition['object']; values: Fields; onChange: (fields: Fields) => void }

/** The house's own fields of a thing, each changed in place. Nothing is shown where none are defined. */
export function FieldValues({ object, values, onChange }: Props) {
  const { t } = useLingui()
  const { data } = useQuery(fieldsQuery)
  const mine = data?.items.filter((field) => field.object === object) ?? []
  if (mine.length === 0) return null
  return (
    <section aria-label={t`Own fields`} className="grid gap-3 border-line border-t px-5 py-3.5">
      {mine
        .toSorted((a, b) => a.position - b.position)
        .map((field) => (
          <FieldValue
            key={field.key}
            field={field}
            value={values[field.key] ?? null}
            onChange={(value) => onChange({ ...values, [field.key]: value })}
          />
        ))}
    </section>
  )
}
