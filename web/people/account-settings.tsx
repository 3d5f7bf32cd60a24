import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { Form } from '../app/form.tsx'
import { sessionQuery, useSession } from '../app/session.ts'
import { chooseTheme, useTheme } from '../app/theme.ts'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { Sheet, SheetPart } from '../settings/sheet.tsx'
import { changeProfile } from './api.ts'
import { TimeZones } from './time-zones.tsx'

/** One's own name, time zone and signature, and how the desk looks on this device. */
export default function AccountSettings() {
  const { t } = useLingui()
  const client = useQueryClient()
  const { person } = useSession()
  const theme = useTheme()
  return (
    <Sheet title={t`My account`} lead={person.email}>
      <Form
        key={person.version}
        submit={t`Save`}
        onSubmit={async (values) => {
          const change = {
            name: values('name'),
            timeZone: values('timeZone'),
            signature: values('signature'),
          }
          await changeProfile(change, person.version)
          await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
          toast(t`Saved.`)
        }}
      >
        <div className="grid gap-4 md:grid-cols-2">
          <TextField
            label={t`Your name, as customers read it`}
            name="name"
            defaultValue={person.name}
            isRequired
            maxLength={120}
          />
          <TimeZones name="timeZone" current={person.timeZone} />
        </div>
        <TextArea
          label={t`Signature`}
          help={t`Stands below your replies.`}
          name="signature"
          defaultValue={person.signature}
          maxLength={4000}
          rows={3}
        />
      </Form>
      <div className="mt-8">
        <SheetPart title={t`On this device`}>
          <Select
            label={t`Light`}
            choices={[
              { value: 'system', label: t`As the computer says` },
              { value: 'light', label: t`Day` },
              { value: 'dark', label: t`Night` },
            ]}
            value={theme}
            onChange={chooseTheme}
            className="max-w-64"
          />
        </SheetPart>
      </div>
    </Sheet>
  )
}
