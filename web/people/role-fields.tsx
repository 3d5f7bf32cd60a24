import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Staff } from '../../server/people/contract.ts'
import { Checkbox } from '../kit/checkbox.tsx'
import { Select } from '../kit/select.tsx'
import { teamsQuery } from './api.ts'
import { reachWords, roleHints, roleWords } from './words.ts'

export type Role = Pick<Staff, 'role' | 'reach' | 'teamIds'>

/** What somebody is here: role, how far they see, and their teams. */
export function RoleFields({ value, onChange }: { value: Role; onChange: (value: Role) => void }) {
  const { t, i18n } = useLingui()
  const { data: teams } = useQuery(teamsQuery)
  const roles = Object.keys(roleWords) as Role['role'][]
  const reaches = Object.keys(reachWords) as Role['reach'][]
  const toggle = (id: number, isOn: boolean) =>
    onChange({ ...value, teamIds: isOn ? [...value.teamIds, id] : value.teamIds.filter((one) => one !== id) })
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <Select
          label={t`Role`}
          choices={roles.map((role) => ({
            value: role,
            label: i18n._(roleWords[role]),
            hint: i18n._(roleHints[role]),
          }))}
          value={value.role}
          onChange={(role) => onChange({ ...value, role })}
        />
        <Select
          label={t`Sees`}
          choices={reaches.map((reach) => ({ value: reach, label: i18n._(reachWords[reach]) }))}
          value={value.reach}
          onChange={(reach) => onChange({ ...value, reach })}
        />
      </div>
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-medium text-sm">{t`Teams`}</legend>
        {(teams?.items ?? []).map(({ id, name }) => (
          <Checkbox key={id} isSelected={value.teamIds.includes(id)} onChange={(isOn) => toggle(id, isOn)}>
            {name}
          </Checkbox>
        ))}
      </fieldset>
    </>
  )
}
