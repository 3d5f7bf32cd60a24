import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Absence, Staff } from '../../server/people/contract.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../kit/button.tsx'
import { useNow } from '../kit/relative-time.tsx'
import { Select } from '../kit/select.tsx'
import { absencesQuery, staffQuery } from '../people/api.ts'
import { isOn } from '../people/receivers.ts'
import { useSaving } from '../settings/use-saving.ts'
import { beginLeaving, stay, type Workload, workloadQuery } from './api.ts'

type Props = { staff: Staff; isLeaving: boolean }

/** Nobody leaves with a case in hand: who receives what they own, and how far that is. */
export default function LeavingPart({ staff, isLeaving }: Props) {
  const { data } = useQuery(workloadQuery(staff.id))
  if (!data) return null
  if (data.leaving) return <UnderWay staff={staff} leaving={data.leaving} />
  return isLeaving && data.unfinished > 0 ? <Receiver staff={staff} unfinished={data.unfinished} /> : null
}

function UnderWay({ staff, leaving }: { staff: Staff; leaving: NonNullable<Workload['leaving']> }) {
  const { t } = useLingui()
  const save = useSaving(['people'])
  return (
    <div role="status" className="grid gap-2 rounded-md bg-warn-soft p-3 text-warn">
      <p>
        <Trans>
          {staff.name} is leaving. <Plural value={leaving.left} one="# case waits" other="# cases wait" /> to
          be accepted; what they own was offered to {leaving.receiver.name}. Then they are switched off.
        </Trans>
      </p>
      <Button
        size="small"
        className="justify-self-start"
        onPress={() => void save(() => stay(staff.id))}
      >{t`They stay after all`}</Button>
    </div>
  )
}

/** Whoever can be given something now. */
export const whoIsHere = (staff: readonly Staff[], absences: readonly Absence[], now: number): Staff[] => {
  const away = new Set(absences.filter((one) => isOn(one, now)).map((one) => one.staff.id))
  return staff.filter(({ id, invited, switchedOffAt }) => !invited && !switchedOffAt && !away.has(id))
}

function Receiver({ staff, unfinished }: { staff: Staff; unfinished: number }) {
  const { t } = useLingui()
  const save = useSaving(['people'])
  const me = useSession().person.id
  const now = useNow()
  const { data } = useQuery(staffQuery)
  const absences = useQuery(absencesQuery).data?.items ?? []
  const [receiverId, setReceiverId] = useState<number | null>(null)
  const choices = whoIsHere(data?.items ?? [], absences, now)
    .filter(({ id }) => id !== staff.id)
    .map(({ id, name }) => ({
      value: id,
      label: name,
      ...(id === me && { hint: t`You take them over at once` }),
    }))
  return (
    <div className="grid gap-3 rounded-md bg-sunken p-3">
      <p>
        <Trans>
          {staff.name} still owns <Plural value={unfinished} one="# open case" other="# open cases" />. Each
          is offered to the person you name; when all are accepted, {staff.name} is switched off. Until then
          they own them.
        </Trans>
      </p>
      <Select
        label={t`Who receives them`}
        choices={choices}
        value={receiverId}
        onChange={setReceiverId}
        placeholder={t`Choose a colleague`}
      />
      <Button
        look="danger"
        className="justify-self-start"
        isDisabled={receiverId === null}
        onPress={() => void save(() => beginLeaving(staff.id, receiverId ?? 0))}
      >{t`Offer them, then switch off`}</Button>
    </div>
  )
}
