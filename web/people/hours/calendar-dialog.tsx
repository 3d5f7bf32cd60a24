import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Calendar } from '../../../server/people/contract.ts'
import { Form } from '../../app/form.tsx'
import { useSession } from '../../app/session.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { TimeZones } from '../time-zones.tsx'
import { changeCalendar, makeCalendar, removeCalendar } from './api.ts'
import { holidaysIn, holidaysWords } from './holidays.ts'
import { timesWords } from './times.ts'
import { WeekFields, weekIn } from './week-fields.tsx'

const usual = ['09:00–17:00', '09:00–17:00', '09:00–17:00', '09:00–17:00', '09:00–17:00', '', '']

/** Making or changing a calendar: its week, its zone, its holidays. A change holds from a day on. */
export function CalendarDialog({ calendar, onClose }: { calendar: Calendar | null; onClose: () => void }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const save = useSaving(['calendars'])
  const { timeZone } = useSession().person
  const week = calendar?.weeks.at(-1)
  const [days, setDays] = useState<string[]>(week?.days.map(timesWords) ?? usual)
  const [holidays, setHolidays] = useState(holidaysWords(calendar?.holidays ?? []))
  const read = holidaysIn(holidays)
  const open = weekIn(days)
  const keep = async (name: string, zone: string, validFrom: string) => {
    if (!open || read.wrong !== null) return
    const wanted = { timeZone: zone, days: open }
    const isSame = JSON.stringify(wanted) === JSON.stringify({ timeZone: week?.timeZone, days: week?.days })
    if (calendar) {
      const from = { ...wanted, validFrom: validFrom || null }
      const change = { name, holidays: read.holidays, ...(!isSame && { week: from }) }
      await changeCalendar(calendar.id, change, calendar.version)
    } else await makeCalendar({ name, week: wanted, holidays: read.holidays })
    await client.invalidateQueries({ queryKey: ['calendars'] })
    onClose()
  }
  return (
    <Dialog title={calendar?.name ?? t`New calendar`} isOpen onClose={onClose}>
      <Form
        submit={t`Save`}
        aside={
          calendar && (
            <Button look="danger" onPress={() => void save(() => removeCalendar(calendar.id)).then(onClose)}>
              {t`Remove the calendar`}
            </Button>
          )
        }
        onSubmit={(values) => keep(values('name'), values('timeZone'), values('validFrom'))}
      >
        <TextField
          label={t`Name`}
          name="name"
          defaultValue={calendar?.name ?? ''}
          isRequired
          maxLength={80}
          autoFocus
        />
        <TimeZones name="timeZone" current={week?.timeZone ?? timeZone} />
        <WeekFields days={days} onChange={setDays} />
        {calendar && (
          <TextField
            label={t`A changed week holds from`}
            help={t`Today when nothing is written. What is over keeps the hours it had.`}
            name="validFrom"
            type="date"
          />
        )}
        <TextArea
          label={t`Holidays`}
          help={t`One on each line: a date, its name, and hours if it is open all the same. Paste a whole list.`}
          placeholder={t`2026-12-25 Christmas Day`}
          error={read.wrong === null ? undefined : t`This line cannot be read: ${read.wrong}`}
          value={holidays}
          onChange={setHolidays}
        />
      </Form>
    </Dialog>
  )
}
