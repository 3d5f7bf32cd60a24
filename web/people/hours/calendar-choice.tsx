import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Select } from '../../kit/select.tsx'
import { calendarsQuery } from './api.ts'

type Props = {
  current: number | null
  /** What is meant when none is chosen. */
  none: string
  onChange: (id: number | null) => void
  look?: 'field' | 'inline'
}

/** Which open hours count for a team or an organisation. */
export function CalendarChoice({ current, none, onChange, look = 'field' }: Props) {
  const { t } = useLingui()
  const { data } = useQuery(calendarsQuery)
  const choices = [
    { value: 0, label: none },
    ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <Select
      label={t`Open hours`}
      choices={choices}
      value={current ?? 0}
      onChange={(id) => onChange(id || null)}
      look={look}
    />
  )
}
