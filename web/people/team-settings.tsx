import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Team } from '../../server/people/contract.ts'
import { Button } from '../kit/button.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { staffQuery, teamsQuery } from './api.ts'
import { TeamDialog } from './team-dialog.tsx'

/** The teams: who belongs to each, who answers for what nobody has taken, and where mail reaches it. */
export default function TeamSettings() {
  const { t } = useLingui()
  const teams = useQuery(teamsQuery)
  const { data: staff } = useQuery(staffQuery)
  const [edited, setEdited] = useState<Team | 'new' | null>(null)
  const nameOf = (id: number) => staff?.items.find((one) => one.id === id)?.name ?? ''
  return (
    <Sheet
      title={t`Teams`}
      lead={t`Until somebody takes a case, the duty lead of its team answers for it.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
          {t`New team`}
        </Button>
      }
    >
      <Things
        label={t`Teams`}
        from={teams}
        empty={{ title: t`No team yet`, words: t`Every case belongs to a team, so make one first.` }}
      >
        {(team) => {
          const lead = nameOf(team.dutyLeadId)
          return (
            <>
              <span className="min-w-0 grow">
                <span className="block font-medium">{team.name}</span>
                <span className="block truncate text-ink-soft text-sm">
                  {[t`On duty: ${lead}`, ...team.addresses].join(', ')}
                </span>
              </span>
              <span className="text-ink-soft text-sm">
                {team.memberIds.map(nameOf).filter(Boolean).slice(0, 3).join(', ')}
              </span>
              <Button size="small" aria-label={t`Change ${team.name}`} onPress={() => setEdited(team)}>
                {t`Change`}
              </Button>
            </>
          )
        }}
      </Things>
      {edited && <TeamDialog team={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Sheet>
  )
}
