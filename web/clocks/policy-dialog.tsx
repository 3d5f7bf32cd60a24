import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Policy, Targets } from '../../server/clocks/contract.ts'
import { Form } from '../app/form.tsx'
import { OrganisationPicker } from '../customers/organisation-picker.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextField } from '../kit/text-field.tsx'
import { teamsQuery } from '../people/api.ts'
import { useSaving } from '../settings/use-saving.ts'
import { policiesQuery, removePolicy, setPolicy, type Whom } from './api.ts'
import { targetIn, targetText } from './target.ts'
import { targetNames, targetWords } from './words.ts'

type Typed = Record<keyof Targets, string>

const typedOf = (policy: Policy | null): Typed =>
  Object.fromEntries(targetNames.map((name) => [name, targetText(policy?.[name] ?? null)])) as Typed

const targetsIn = (typed: Typed): Targets | null => {
  const read = targetNames.map((name) => [name, targetIn(typed[name])] as const)
  return read.some(([, minutes]) => minutes === undefined) ? null : (Object.fromEntries(read) as Targets)
}

/** Setting how long customers may wait. */
export function PolicyDialog({ policy, onClose }: { policy: Policy | null; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const save = useSaving(['clock-policies'])
  const [whom, setWhom] = useState<Whom>({
    team: policy?.team ?? null,
    organisation: policy?.organisation ?? null,
  })
  const [typed, setTyped] = useState(typedOf(policy))
  const { data } = useQuery(policiesQuery)
  const version = (data?.items ?? []).find(
    ({ team, organisation }) => team?.id === whom.team?.id && organisation?.id === whom.organisation?.id,
  )?.version
  return (
    <Dialog title={policy ? t`How long customers may wait` : t`New targets`} isOpen onClose={onClose}>
      <Form
        submit={t`Save`}
        aside={
          policy && (
            <Button look="danger" onPress={() => void save(() => removePolicy(whom)).then(onClose)}>
              {t`Remove the targets`}
            </Button>
          )
        }
        onSubmit={async () => {
          const targets = targetsIn(typed)
          if (!targets) return
          await setPolicy(whom, targets, version)
          await client.invalidateQueries({ queryKey: ['clock-policies'] })
          onClose()
        }}
      >
        {!policy && <WhomFields whom={whom} onChange={setWhom} />}
        <p className="text-ink-soft text-sm">
          <Trans>
            In open hours, like 30 min or 4 h; nothing is no target. Clocks that run keep what they have had,
            and run on by the new targets.
          </Trans>
        </p>
        <div className="grid gap-4 md:grid-cols-2">
          {targetNames.map((name) => (
            <TextField
              key={name}
              label={i18n._(targetWords[name])}
              value={typed[name]}
              placeholder={t`no target`}
              error={targetIn(typed[name]) === undefined ? t`Write it like 30 min or 4 h.` : undefined}
              onChange={(words) => setTyped({ ...typed, [name]: words })}
            />
          ))}
        </div>
      </Form>
    </Dialog>
  )
}

const everybody: Whom = { team: null, organisation: null }

function WhomFields({ whom, onChange }: { whom: Whom; onChange: (whom: Whom) => void }) {
  const { t } = useLingui()
  const { data: teams } = useQuery(teamsQuery)
  const choices = [
    { value: 0, label: t`Everybody` },
    ...(teams?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <Select
        label={t`For the team`}
        choices={choices}
        value={whom.team?.id ?? 0}
        onChange={(id) => {
          const team = teams?.items.find((one) => one.id === id)
          onChange({ ...everybody, team: team ? { id, name: team.name } : null })
        }}
      />
      <OrganisationPicker
        current={whom.organisation}
        onChange={(id) => onChange({ ...everybody, organisation: id === null ? null : { id, name: '' } })}
      />
    </div>
  )
}
