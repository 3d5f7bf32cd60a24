import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Calendar } from '../../../server/people/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Chip } from '../../kit/chip.tsx'
import { exact } from '../../kit/relative.ts'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { calendarsQuery } from './api.ts'
import { CalendarDialog } from './calendar-dialog.tsx'
import { whenWords } from './when.ts'

/** The hours in which we promise to be there, by which clocks run and promises are made. */
export default function CalendarSettings() {
  const { t, i18n } = useLingui()
  const calendars = useQuery(calendarsQuery)
  const [edited, setEdited] = useState<Calendar | 'new' | null>(null)
  const stand = ({ openNow, changesAt }: Calendar) => {
    if (changesAt === null) return openNow ? t`Open at every hour` : t`Closed for years`
    const at = whenWords(changesAt, i18n.locale)
    return openNow ? t`Open until ${at}` : t`Opens ${at}`
  }
  return (
    <Sheet
      title={t`Open hours`}
      lead={t`When we are there. Clocks run only in these hours; a team without a calendar is open at every hour.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
          {t`New calendar`}
        </Button>
      }
    >
      <Things
        label={t`Open hours`}
        from={calendars}
        empty={{ title: t`Open at every hour`, words: t`Make a calendar where that is not so.` }}
      >
        {(calendar) => (
          <>
            <span className="min-w-0 grow">
              <span className="block font-medium">{calendar.name}</span>
              <span className="block truncate text-ink-soft text-sm">
                {calendar.weeks.at(-1)?.timeZone.replaceAll('_', ' ')}
              </span>
            </span>
            <Chip
              tone={calendar.openNow ? 'good' : 'plain'}
              title={calendar.changesAt ? exact(calendar.changesAt, i18n.locale) : ''}
            >
              {stand(calendar)}
            </Chip>
            <Button size="small" aria-label={t`Change ${calendar.name}`} onPress={() => setEdited(calendar)}>
              {t`Change`}
            </Button>
          </>
        )}
      </Things>
      {edited && (
        <CalendarDialog calendar={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
    </Sheet>
  )
}
