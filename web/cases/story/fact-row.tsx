import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Pencil, X } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Case, Fact } from '../../../server/cases/contract.ts'
import { IconButton } from '../../kit/icon-button.tsx'
import { relative } from '../../kit/relative.ts'
import { useNow } from '../../kit/relative-time.tsx'
import { tip } from '../../kit/tip.ts'
import { toast } from '../../kit/toast.tsx'
import { useAct } from '../acts/use-act.ts'
import { retractFact } from './api.ts'
import { FactEditor } from './fact-editor.tsx'
import { showSaid, sourceOf } from './said.ts'
import { slotLooks } from './slots.ts'

type Props = { fact: Fact; found: Case }

/** One fact: its words lead back to where they were said; it can be put right or taken back. */
export function FactRow({ fact, found }: Props) {
  const { t } = useLingui()
  const [isEditing, setEditing] = useState(false)
  const act = useAct(found.id)
  const Icon = slotLooks[fact.slot].icon
  if (isEditing) return <FactEditor fact={fact} found={found} onClose={() => setEditing(false)} />
  return (
    <li className="group -mx-2 relative grid grid-cols-[15px_minmax(0,1fr)] gap-2 rounded-md px-2 py-0.5 hover:bg-hover max-md:grid-cols-[15px_minmax(0,1fr)_auto]">
      <Icon aria-hidden size={15} className="mt-1 text-ink-quiet" />
      <Words fact={fact} found={found} />
      {found.may.help && (
        <span className="absolute end-1 top-0 flex rounded-md bg-hover opacity-0 focus-within:opacity-100 group-hover:opacity-100 max-md:static max-md:bg-transparent max-md:opacity-100">
          <IconButton
            icon={Pencil}
            label={t`Correct: ${fact.text}`}
            className="size-7"
            onPress={() => setEditing(true)}
          />
          <IconButton
            icon={X}
            label={t`Take back: ${fact.text}`}
            className="size-7"
            onPress={() => act.mutate(() => retractFact(fact))}
          />
        </span>
      )}
    </li>
  )
}

function Words({ fact, found }: Props) {
  const { t, i18n } = useLingui()
  const now = useNow()
  const ago = relative(fact.addedAt, now, i18n.locale, t`just now`)
  const last = fact.corrections.at(-1)
  const origin = [
    i18n._(slotLooks[fact.slot].label),
    fact.quote && `“${fact.quote}”`,
    t`${fact.addedBy.name}, ${ago}`,
    last && t`before it was put right: ${last.text}`,
  ]
    .filter(Boolean)
    .join('\n')
  const words = (
    <span dir="auto" className="wrap-anywhere">
      {fact.text}
    </span>
  )
  const look = 'min-w-0 rounded-sm text-start'
  if (fact.caseId !== found.id)
    return (
      <Link
        to="/desk/$list/$caseId"
        params={{ list: 'all', caseId: String(fact.caseId) }}
        className={look}
        {...tip(origin)}
      >
        {words} <span className="text-ink-quiet text-sm">#{fact.caseNumber}</span>
      </Link>
    )
  const said = sourceOf(fact)
  if (!said)
    return (
      <span className={look} {...tip(origin)}>
        {words}
      </span>
    )
  const isFar = () => toast(t`It was said further up: choose “Show what was said before”.`)
  return (
    <Button
      className={`${look} cursor-pointer data-[hovered]:underline`}
      {...tip(origin)}
      onPress={() => showSaid(said) || isFar()}
    >
      {words}
      <span className="sr-only">
        {' '}
        <Trans>Show where it was said</Trans>
      </span>
    </Button>
  )
}
