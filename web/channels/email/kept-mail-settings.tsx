import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { useSaving } from '../../settings/use-saving.ts'
import { keptMailQuery, tryAllAgain } from './api.ts'
import { KeptMailRow } from './kept-mail-row.tsx'

/** Mail that could not be processed: kept whole, with the reason, until a person has decided what becomes of it. */
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
        {(mail) => <KeptMailRow mail={mail} />}
      </Things>
    </Sheet>
  )
}
