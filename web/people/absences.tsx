import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { Absence } from '../../server/people/contract.ts'
import { useSession } from '../app/session.ts'
import { Button } from '../kit/button.tsx'
import { useNow } from '../kit/relative-time.tsx'
import { Things } from '../settings/things.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { absencesQuery, endAbsence } from './api.ts'

/** Who is away or will be, until when, and who stands in. */
export function Absences() {
  const { t, i18n } = useLingui()
  const now = useNow()
  const { permissions, person } = useSession()
  const absences = useQuery(absencesQuery)
  const save = useSaving(['people'])
  const day = new Intl.DateTimeFormat(i18n.locale, { dateStyle: 'medium', timeStyle: 'short' })
  const format = (time: string) => day.format(new Date(time))
  const wordsOf = ({ startsAt, endsAt, standIn }: Absence) =>
    Date.parse(startsAt) <= now
      ? t`Away until ${format(endsAt)}. ${standIn.name} stands in.`
      : t`Away from ${format(startsAt)} until ${format(endsAt)}. ${standIn.name} stands in.`
  return (
    <Things
      label={t`Away`}
      from={absences}
      empty={{ title: t`Everybody is here`, words: t`Nobody has said that they will be away.` }}
    >
      {(absence) => (
        <>
          <span className="min-w-0 grow">
            <span className="block font-medium">{absence.staff.name}</span>
            <span className="block text-ink-soft text-sm">{wordsOf(absence)}</span>
          </span>
          {(absence.staff.id === person.id || permissions.includes('duty.plan')) && (
            <Button
              size="small"
              aria-label={t`End the absence of ${absence.staff.name}`}
              onPress={() => void save(() => endAbsence(absence.id), t`Noted.`)}
            >
              {Date.parse(absence.startsAt) <= now ? t`Back again` : t`Take it back`}
            </Button>
          )}
        </>
      )}
    </Things>
  )
}
