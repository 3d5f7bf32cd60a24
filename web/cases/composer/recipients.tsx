import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Case } from '../../../server/cases/contract.ts'
import { addressesIn } from '../../kit/addresses.ts'
import { TextField } from '../../kit/text-field.tsx'
import type { DraftContent, DraftKeeper } from './draft-keeper.ts'

/** To whom a reply goes: one quiet line, which opens into two fields. */
export function Recipients({
  found,
  keeper,
  content,
}: {
  found: Case
  keeper: DraftKeeper
  content: DraftContent
}) {
  const { t } = useLingui()
  const [isOpen, setOpen] = useState(false)
  const to = content.to ?? found.replyTo?.to ?? []
  const cc = content.cc ?? found.replyTo?.cc ?? []
  if (!isOpen) {
    const all = to.join(', ')
    const copies = cc.join(', ')
    return (
      <Button
        onPress={() => setOpen(true)}
        className="mx-2 block h-6 max-w-full cursor-pointer truncate rounded-md px-2 text-start text-ink-quiet text-sm data-[hovered]:bg-hover"
      >
        {to.length > 0 ? t`To ${all}` : t`To nobody yet: add an address`}
        {cc.length > 0 && <span> {t`copy to ${copies}`}</span>}
      </Button>
    )
  }
  return (
    <div className="grid gap-2 px-4 pb-2 md:grid-cols-2">
      <TextField
        label={t`To`}
        defaultValue={to.join(', ')}
        onBlur={(event) => keeper.change({ to: addressesIn((event.target as HTMLInputElement).value) })}
        autoFocus
      />
      <TextField
        label={t`Copy to`}
        defaultValue={cc.join(', ')}
        onBlur={(event) => keeper.change({ cc: addressesIn((event.target as HTMLInputElement).value) })}
      />
    </div>
  )
}
