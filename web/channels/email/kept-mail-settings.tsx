import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Button } from '../../kit/button.tsx'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { keptMailQuery, rawMailAddress, tryAgain, tryAllAgain } from './api.ts'

/** Mail that could not be processed: kept whole, with the reason, and tried again on a click. */
export default function KeptMailSettings() {
  const { t } = useLingui()
  const mails = useQuery(keptMailQuery)
  const save = useSaving(keptMailQuery.queryKey)
  return (
    <Sheet
      title={t`Mail that needs help`}
      lead={t`What could not be processed is kept whole, so nothing that a customer sent is lost.`}
      action={
        (mails.data?.items.length ?? 0) > 1 && (
          <Button onPress={() => void save(tryAllAgain, t`All of them are being tried again.`)}>
            {t`Try all again`}
          </Button>
        )
      }
    >
      <Things
        label={t`Mail that needs help`}
        from={mails}
        empty={{
          title: t`Every mail found its place`,
          words: t`If one ever does not, it stands here with the reason.`,
        }}
      >
        {(mail) => (
          <>
            <span className="min-w-0 grow">
              <span className="block truncate font-medium">{mail.mailFrom ?? t`No sender`}</span>
              <span className="block text-ink-soft text-sm">
                {mail.reason}, <RelativeTime time={mail.receivedAt} />
              </span>
            </span>
            <a className="text-sm" href={rawMailAddress(mail.id)} download={`mail-${mail.id}.eml`}>
              {t`Download`}
            </a>
            <Button
              size="small"
              onPress={() => void save(() => tryAgain(mail.id), t`It is being tried again.`)}
            >
              {t`Try again`}
            </Button>
          </>
        )}
      </Things>
    </Sheet>
  )
}
