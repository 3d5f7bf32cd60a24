import { useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Form } from '../app/form.tsx'
import { RouteError } from '../app/route-states.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { changeSettings, settingsQuery } from './api.ts'
import { TimeZones } from './time-zones.tsx'

/** What this desk is called and in which time zone it lives. */
export default function DeskSettings() {
  const { t } = useLingui()
  const client = useQueryClient()
  const found = useQuery(settingsQuery)
  if (found.isError) return <RouteError error={found.error} reset={() => void found.refetch()} />
  const settings = found.data
  return (
    <Sheet title={t`Organisation`}>
      {settings ? (
        <Form
          key={settings.version}
          submit={t`Save`}
          onSubmit={async (values) => {
            await changeSettings(
              { organisationName: values('organisationName'), timeZone: values('timeZone') },
              settings.version,
            )
            await client.invalidateQueries({ queryKey: ['settings'] })
            await client.invalidateQueries({ queryKey: ['session'] })
            toast(t`Saved.`)
          }}
        >
          <TextField
            label={t`Name, as customers read it`}
            name="organisationName"
            defaultValue={settings.organisationName}
            isRequired
            maxLength={120}
          />
          <TimeZones name="timeZone" current={settings.timeZone} />
        </Form>
      ) : (
        <SkeletonText lines={3} />
      )}
    </Sheet>
  )
}
