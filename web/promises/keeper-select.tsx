import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../app/session.ts'
import { Select } from '../kit/select.tsx'
import { staffQuery } from '../people/api.ts'

type Props = { value: number | null; onChange: (id: number) => void }

/** Who keeps a promise: oneself, unless one names a colleague. */
export function KeeperSelect({ value, onChange }: Props) {
  const { t } = useLingui()
  const { person } = useSession()
  const { data } = useQuery(staffQuery)
  const colleagues = (data?.items ?? []).filter(
    ({ id, switchedOffAt, invited }) => id !== person.id && switchedOffAt === null && !invited,
  )
  const choices = [
    { value: person.id, label: t`I keep it` },
    ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
  ]
  return <Select label={t`Who keeps it?`} choices={choices} value={value ?? person.id} onChange={onChange} />
}
