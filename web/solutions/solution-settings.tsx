import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form } from '../app/form.tsx'
import { RouteError } from '../app/route-states.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { changeSettings, settingsQuery } from './api.ts'

/** The whole numbers in what somebody typed, in whatever they put between them. */
export const daysIn = (text: string): number[] => (text.match(/\d+/g) ?? []).map(Number)

/** When customers are reminded that we asked whether it is solved, and when we stop waiting. */
export default function SolutionSettings() {
  const { t } = useLingui()
  const client = useQueryClient()
  const found = useQuery(settingsQuery)
  if (found.isError) return <RouteError error={found.error} reset={() => void found.refetch()} />
  const settings = found.data
  return (
    <Sheet
      title={t`Solutions`}
      lead={t`Only the customer says that something is solved. Silence never does.`}
    >
      {settings ? (
        <Form
          key={settings.version}
          submit={t`Save`}
          onSubmit={async (values) => {
            const change = {
              reminderDays: daysIn(values('reminderDays')),
              restDays: daysIn(values('restDays'))[0],
            }
            await changeSettings(change, settings.version)
            await client.invalidateQueries({ queryKey: settingsQuery.queryKey })
            toast(t`Saved.`)
          }}
        >
          <TextField
            label={t`Remind the customer after so many days`}
            name="reminderDays"
            defaultValue={settings.reminderDays.join(', ')}
          />
          <TextField
            label={t`Let it rest unconfirmed after so many days`}
            name="restDays"
            defaultValue={String(settings.restDays)}
            inputMode="numeric"
            isRequired
          />
        </Form>
      ) : (
        <SkeletonText lines={3} />
      )}
    </Sheet>
  )
}
