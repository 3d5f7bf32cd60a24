import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { Case } from '../../../server/cases/contract.ts'
import { addressesIn } from '../../kit/addresses.ts'
import { Select } from '../../kit/select.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { DraftContent, DraftKeeper } from './draft-keeper.ts'

type Props = { found: Case; keeper: DraftKeeper; content: DraftContent }

/** To whom a reply goes and whether it quotes: one quiet line, which opens into fields. */
export function Recipients({ found, keeper, content }: Props) {
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
        {content.quotes !== undefined && (
          <span> {content.quotes ? t`quoting their last mail` : t`quoting nothing`}</span>
        )}
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
      {found.channel === 'email' && <Quoting keeper={keeper} content={content} />}
    </div>
  )
}

function Quoting({ keeper, content }: Pick<Props, 'keeper' | 'content'>) {
  const { t } = useLingui()
  return (
    <Select
      label={t`Quote below your words`}
      choices={[
        { value: 'usual', label: t`as the mailbox is set` },
        { value: 'quote', label: t`their last mail` },
        { value: 'nothing', label: t`nothing` },
      ]}
      value={content.quotes === undefined ? 'usual' : content.quotes ? 'quote' : 'nothing'}
      onChange={(chosen) => keeper.change({ quotes: chosen === 'usual' ? undefined : chosen === 'quote' })}
    />
  )
}
