import { useLingui } from '@lingui/react/macro'
import { Bookmark } from 'lucide-react'
import type { RefObject } from 'react'
import type { Case, FactSlot } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { Button } from '../../kit/button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { toast } from '../../kit/toast.tsx'
import { useAct } from '../acts/use-act.ts'
import { keepFact } from '../story/api.ts'
import { factTextOf, slotLooks, slots } from '../story/slots.ts'
import { type Selected, useSelected } from './use-selected.ts'

type Props = { found: Case; place: RefObject<HTMLElement | null> }

/** Over selected words: one click keeps them as what the customer told us, another says what they are about. */
export function KeepSelection({ found, place }: Props) {
  const selected = useSelected(place)
  return selected && found.may.help ? <Bar found={found} selected={selected} /> : null
}

const HALF = 190

function Bar({ found, selected }: { found: Case; selected: Selected }) {
  const { said, caseId, words, left, top } = selected
  const { t, i18n } = useLingui()
  const act = useAct(found.id)
  const keep = (slot: FactSlot) => {
    const fact = { ...said, slot, text: factTextOf(words), quote: words.slice(0, 2000) }
    act.mutate(() => keepFact(caseId ?? found.id, fact), {
      onSuccess: () => {
        document.getSelection()?.removeAllRanges()
        toast(t`Kept: nobody needs to ask for it again.`)
      },
    })
  }
  useCommands([
    {
      id: 'keep-selection',
      title: t`Keep the selected words`,
      group: t`This case`,
      keys: 'f',
      run: () => keep('other'),
    },
  ])
  const middle = Math.min(Math.max(left, HALF), window.innerWidth - HALF)
  return (
    <div
      role="toolbar"
      aria-label={t`The selected words`}
      className="-translate-x-1/2 fixed z-30 flex animate-rise items-center gap-0.5 rounded-lg bg-raised p-1 shadow-raised"
      style={{ left: middle, top: Math.max(8, top - 48) }}
      // A press would take the selection away before it is kept.
      onMouseDown={(event) => event.preventDefault()}
    >
      <Button
        look="quiet"
        size="small"
        keys="f"
        icon={<Bookmark aria-hidden size={14} />}
        isPending={act.isPending}
        onPress={() => keep('other')}
      >
        {t`They told us this`}
      </Button>
      {slots
        .filter((slot) => slot !== 'other')
        .map((slot) => (
          <IconButton
            key={slot}
            icon={slotLooks[slot].icon}
            label={i18n._(slotLooks[slot].label)}
            placement="top"
            className="size-7"
            onPress={() => keep(slot)}
          />
        ))}
    </div>
  )
}
