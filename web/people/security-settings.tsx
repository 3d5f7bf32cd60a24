import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Form } from '../app/form.tsx'
import { Button } from '../kit/button.tsx'
import { Chip } from '../kit/chip.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { Sheet, SheetPart } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { changePassword, endOtherSessions, endSession, sessionsQuery } from './api.ts'
import { deviceOf } from './device.ts'
import { NewPassword } from './new-password.tsx'
import { SecondStep } from './second-step.tsx'

/** Password, second step, and everywhere one is signed in. */
export default function SecuritySettings() {
  const { t } = useLingui()
  const sessions = useQuery(sessionsQuery)
  const save = useSaving(sessionsQuery.queryKey)
  return (
    <Sheet title={t`Signing in`}>
      <SheetPart title={t`Second step`}>
        <SecondStep />
      </SheetPart>
      <SheetPart title={t`Password`}>
        <Form
          submit={t`Change the password`}
          onSubmit={async (values) => {
            await changePassword(values('current'), values('password'))
            toast(t`Changed. Everywhere else you are signed out.`)
          }}
        >
          <div className="grid items-start gap-4 md:grid-cols-2">
            <TextField
              label={t`The password so far`}
              name="current"
              type="password"
              autoComplete="current-password"
              isRequired
            />
            <NewPassword label={t`The new password`} />
          </div>
        </Form>
      </SheetPart>
      <SheetPart title={t`Where you are signed in`}>
        <Things label={t`Sessions`} from={sessions} empty={{ title: t`Nowhere else`, words: '' }}>
          {(one) => (
            <>
              <span className="min-w-0 grow">
                <span className="block truncate">{deviceOf(one.userAgent) || t`Unknown device`}</span>
                <span className="block text-ink-soft text-sm">
                  {one.ip}, <RelativeTime time={one.lastSeenAt} />
                </span>
              </span>
              {one.current ? (
                <Chip tone="good">{t`this one`}</Chip>
              ) : (
                <Button size="small" onPress={() => void save(() => endSession(one.id))}>
                  <Trans>Sign out there</Trans>
                </Button>
              )}
            </>
          )}
        </Things>
        {(sessions.data?.items.length ?? 0) > 1 && (
          <Button
            className="mt-4"
            onPress={() => void save(endOtherSessions, t`Signed out everywhere else.`)}
          >
            <Trans>Sign out everywhere else</Trans>
          </Button>
        )}
      </SheetPart>
    </Sheet>
  )
}
