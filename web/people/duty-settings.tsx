import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { CalendarOff } from 'lucide-react'
import { useState } from 'react'
import type { Rota } from '../../server/people/contract.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../kit/button.tsx'
import { Sheet, SheetPart } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { AbsenceDialog } from './absence-dialog.tsx'
import { Absences } from './absences.tsx'
import { rotasQuery, staffQuery } from './api.ts'
import { RotaDialog } from './rota-dialog.tsx'

/** Who answers for each team now, the turns behind it, and who is away. */
export default function DutySettings() {
  const { t } = useLingui()
  const { permissions, person } = useSession()
  const rotas = useQuery(rotasQuery)
  const { data: staff } = useQuery(staffQuery)
  const [planned, setPlanned] = useState<Rota | null>(null)
  const [isTelling, setTelling] = useState(false)
  const mayPlan = ({ teamId }: Rota) =>
    permissions.includes('duty.plan') && (person.reach === 'all' || person.teamIds.includes(teamId))
  const nameOf = (id: number) => staff?.items.find((one) => one.id === id)?.name ?? ''
  const items = rotas.data?.items.map((rota) => ({ ...rota, id: rota.teamId }))
  return (
    <Sheet
      title={t`Duty and absence`}
      lead={t`Whoever is on duty answers for what their team receives until somebody takes it.`}
      action={
        <Button
          look="primary"
          icon={<CalendarOff aria-hidden size={16} />}
          onPress={() => setTelling(true)}
        >{t`I will be away`}</Button>
      }
    >
      <Things
        label={t`On duty`}
        from={{ ...rotas, data: items && { items } } as never}
        empty={{ title: t`No team yet`, words: t`Every case belongs to a team, so make one first.` }}
      >
        {(rota: Rota & { id: number }) => {
          const [now, lead, count] = [nameOf(rota.onDutyId), nameOf(rota.dutyLeadId), rota.turns.length]
          return (
            <>
              <span className="min-w-0 grow">
                <span className="block font-medium">{rota.name}</span>
                <span className="block text-ink-soft text-sm">
                  {count === 0 && t`On duty now: ${now}. No turns are planned.`}
                  {count > 0 && now === lead && t`On duty now, outside the turns: ${now}.`}
                  {count > 0 && now !== lead && t`On duty now: ${now}. Outside the turns: ${lead}.`}
                </span>
              </span>
              {mayPlan(rota) && (
                <Button
                  size="small"
                  aria-label={t`Plan the turns of ${rota.name}`}
                  onPress={() => setPlanned(rota)}
                >{t`Plan turns…`}</Button>
              )}
            </>
          )
        }}
      </Things>
      <div className="mt-8">
        <SheetPart title={t`Away`}>
          <Absences />
        </SheetPart>
      </div>
      {planned && <RotaDialog rota={planned} onClose={() => setPlanned(null)} />}
      {isTelling && <AbsenceDialog onClose={() => setTelling(false)} />}
    </Sheet>
  )
}
