import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Shuffle } from 'lucide-react'
import type { z } from 'zod'
import type { Case } from '../../../server/cases/contract.ts'
import type { doubtSchema } from '../../../server/channels/email/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { wordsOf } from '../../app/problem.ts'
import { useMerge } from '../../cases/acts/use-merge.ts'
import { Banner } from '../../kit/banner.tsx'
import { Button } from '../../kit/button.tsx'
import { toast } from '../../kit/toast.tsx'
import { doubtQuery, settleDoubt } from './api.ts'

type Other = NonNullable<z.infer<typeof doubtSchema>['belongsTo']>

function Question({ other: { id, number, need, why } }: { other: Other }) {
  const link = (
    <Link
      to="/desk/$list/$caseId"
      params={{ list: 'all', caseId: String(id) }}
      className="font-medium underline decoration-dotted underline-offset-4"
    >
      #{number} “{need}”
    </Link>
  )
  if (why === 'disowned') return <Trans>This answers {link}, but nothing proves who sent it.</Trans>
  if (why === 'subject') return <Trans>The subject names {link}. Does it belong there?</Trans>
  return <Trans>This answers {link}, but its writer takes no part there.</Trans>
}

/** Says where a case may belong whose first mail answered another one; one click moves it there, one says no. */
export default function DoubtBanner({ found }: { found: Case }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const merge = useMerge(found)
  const { data } = useQuery({ ...doubtQuery(found.id), enabled: found.channel === 'email' })
  const other = data?.belongsTo ?? null
  const failed = (error: unknown) => toast(wordsOf(error, t`That did not work; nothing was changed.`))
  const settle = async (isSettled: boolean) => {
    await settleDoubt(found.id, isSettled)
    await client.invalidateQueries({ queryKey: ['case', found.id] })
  }
  const keepHere = async () => {
    await settle(true)
    const run = () => void settle(false).catch(failed)
    toast(t`It stays a case of its own.`, { stay: 12_000, action: { label: t`Take it back`, run } })
  }
  const answer = (id: string, title: string, keys: string, act: () => Promise<void>) => ({
    ...{ id, title, keys, group: t`This case` },
    run: () => void act().catch(failed),
  })
  const answers = [
    ...(other && found.may.regroup
      ? [answer('doubt-move', t`Move it to #${other.number}`, 'm', () => merge(other, true))]
      : []),
    ...(other && found.may.note
      ? [answer('doubt-stay', t`It does not belong there`, 'Shift+m', keepHere)]
      : []),
  ]
  useCommands(answers)
  if (!other) return null
  return (
    <Banner
      icon={Shuffle}
      label={t`Where this may belong`}
      acts={answers.map(({ id, title, keys, run }) => (
        <Button
          key={id}
          size="small"
          look={id === 'doubt-move' ? 'plain' : 'quiet'}
          keys={keys}
          onPress={run}
        >
          {title}
        </Button>
      ))}
    >
      <p>
        <Question other={other} />
      </p>
    </Banner>
  )
}
