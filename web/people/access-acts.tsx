import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { Staff } from '../../server/people/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { Button } from '../kit/button.tsx'
import { toast } from '../kit/toast.tsx'
import { Secret } from '../settings/secret.tsx'
import { inviteAgain, removeTotpOf, resetLinkFor } from './api.ts'

/** Helping a colleague in: a new link, or taking away a second step whose phone is lost. */
export function AccessActs({ staff }: { staff: Staff }) {
  const { t } = useLingui()
  const [link, setLink] = useState<string | null>(null)
  const run = async (work: () => Promise<unknown>) => {
    try {
      await work()
    } catch (error) {
      toast(wordsOf(error, t`That did not work; nothing was changed.`))
    }
  }
  const show = (make: (id: number) => Promise<{ link: string }>) =>
    run(async () => setLink((await make(staff.id)).link))
  if (link) return <Secret label={t`Link, works once`} value={link} />
  if (staff.invited) {
    return (
      <Button size="small" className="justify-self-start" onPress={() => void show(inviteAgain)}>
        {t`Make a new invitation link`}
      </Button>
    )
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="small" onPress={() => void show(resetLinkFor)}>
        {t`Make a link for a new password`}
      </Button>
      <Button
        size="small"
        onPress={() =>
          void run(async () => {
            await removeTotpOf(staff.id)
            toast(t`The second step is off for them.`)
          })
        }
      >
        {t`Take the second step away`}
      </Button>
    </div>
  )
}
