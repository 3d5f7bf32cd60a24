import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ChevronDown, SquarePen } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button } from 'react-aria-components'
import type { ListName } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { Select } from '../../kit/select.tsx'
import { teamsQuery } from '../../people/api.ts'
import { listNames, listWords } from '../words.ts'

const NewCase = lazy(() => import('../acts/new-case.tsx'))
type Props = { list: ListName; teamId: number | undefined; onTeam: (teamId: number | undefined) => void }

/** The list's name (a menu of all lists where the rail has no room for them), its team filter, and a new case. */
export function ListHeader({ list, teamId, onTeam }: Props) {
  const { t, i18n } = useLingui()
  const [isNew, setNew] = useState(false)
  const navigate = useNavigate()
  const { data: teams } = useQuery(teamsQuery)
  const choices = [
    { value: 0, label: t`Every team` },
    ...(teams?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
  ]
  useCommands([
    { id: 'new-case', title: t`New case by hand`, group: t`Lists`, keys: 'c', run: () => setNew(true) },
  ])
  const name = i18n._(listWords[list])
  const goTo = (next: ListName) => void navigate({ to: '/desk/$list', params: { list: next } })
  const acts = listNames.map((one) => ({ id: one, label: i18n._(listWords[one]), run: () => goTo(one) }))
  return (
    <header className="flex h-14 shrink-0 items-center gap-1 border-line border-b ps-4 pe-3">
      <h1 className="min-w-0 font-semibold text-lg">
        <span className="max-2xl:hidden">{name}</span>
        <span className="2xl:hidden">
          <Menu label={t`Lists`} groups={[{ acts }]}>
            <Button className="flex max-w-full cursor-pointer items-center gap-1 rounded-md">
              <span className="truncate">{name}</span>
              <ChevronDown aria-hidden size={16} className="shrink-0 text-ink-quiet" />
            </Button>
          </Menu>
        </span>
      </h1>
      <span className="grow" />
      {choices.length > 2 && (
        <Select
          label={t`Team`}
          isLabelHidden
          look="quiet"
          choices={choices}
          value={teamId ?? 0}
          onChange={(id) => onTeam(id || undefined)}
          className="max-w-32"
        />
      )}
      <IconButton icon={SquarePen} label={t`New case by hand`} keys="c" onPress={() => setNew(true)} />
      <Suspense fallback={null}>{isNew && <NewCase onClose={() => setNew(false)} />}</Suspense>
    </header>
  )
}
