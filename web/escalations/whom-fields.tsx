import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useSession } from '../app/session.ts'
import { Select } from '../kit/select.tsx'
import { staffQuery, teamsQuery } from '../people/api.ts'
import type { FieldProps } from './condition-fields.tsx'

/** Whose cases it is about: a lead's own teams; all teams for an administrator. */
export function TeamField({ draft, onChange }: Pick<FieldProps, 'draft' | 'onChange'>) {
  const { t } = useLingui()
  const { person } = useSession()
  const { data } = useQuery(teamsQuery)
  const isAdmin = person.role === 'admin'
  const teams = (data?.items ?? []).filter(({ id }) => isAdmin || person.teamIds.includes(id))
  return (
    <Select
      label={t`In cases of`}
      choices={[
        ...(isAdmin ? [{ value: 0, label: t`All teams` }] : []),
        ...teams.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={draft.teamId ?? 0}
      onChange={(id) => onChange({ teamId: id || null })}
    />
  )
}

/** “then ask …”. */
export function WhomFields({ draft, onChange, missing }: FieldProps) {
  const { t } = useLingui()
  const people = (useQuery(staffQuery).data?.items ?? []).filter(
    ({ switchedOffAt, invited }) => !switchedOffAt && !invited,
  )
  const teams = useQuery(teamsQuery).data?.items ?? []
  const error = missing === 'whom' ? t`Choose who is asked.` : undefined
  const named = (items: readonly { id: number; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-4">
      <Select
        label={t`then ask`}
        className="min-w-64 grow"
        choices={[
          { value: 'lead', label: t`the lead on duty` },
          { value: 'owner', label: t`the owner of the case` },
          { value: 'person', label: t`somebody by name` },
          { value: 'team', label: t`another team` },
        ]}
        value={draft.ask}
        onChange={(ask) => onChange({ ask })}
        help={t`Whoever stands in for them is asked while they are away.`}
      />
      {draft.ask === 'person' && (
        <Select
          label={t`namely`}
          className="min-w-48 grow"
          choices={named(people)}
          value={people.some(({ id }) => id === draft.staffId) ? draft.staffId : null}
          placeholder={t`Choose somebody`}
          onChange={(staffId) => onChange({ staffId })}
          error={error}
        />
      )}
      {draft.ask === 'team' && (
        <Select
          label={t`namely`}
          className="min-w-48 grow"
          choices={named(teams)}
          value={draft.askTeamId}
          placeholder={t`Choose a team`}
          onChange={(askTeamId) => onChange({ askTeamId })}
          error={error}
        />
      )}
    </div>
  )
}
