import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { fileSize } from '../conversation/sizes.ts'
import type { DraftKeeper, Kept } from './draft-keeper.ts'
import type { Under } from './use-uploads.ts'

const chip = 'flex h-7 max-w-60 items-center gap-2 rounded-md border border-line bg-paper ps-2 pe-1 text-sm'

/** Files of a draft, and those still on their way with how far they are. */
export function Attached({ keeper, files, under }: { keeper: DraftKeeper; files: Kept[]; under: Under[] }) {
  const { t, i18n } = useLingui()
  if (files.length === 0 && under.length === 0) return null
  const drop = (key: string) => keeper.change({ attachments: files.filter((file) => file.key !== key) })
  return (
    <ul aria-label={t`Attachments`} className="flex flex-wrap gap-2 px-4 pb-2">
      {files.map((file) => (
        <li key={file.key} className={chip}>
          <span className="truncate">{file.name}</span>
          <span className="shrink-0 text-ink-quiet text-xs">{fileSize(file.size, i18n.locale)}</span>
          <Remove label={t`Take ${file.name} away`} onPress={() => drop(file.key)} />
        </li>
      ))}
      {under.map((one) => (
        <li key={one.id} className={chip}>
          <span className="truncate">{one.name}</span>
          <progress
            value={one.share}
            max={1}
            aria-label={t`${one.name} is being attached`}
            className="h-1 w-16"
          />
          <Remove label={t`Stop attaching ${one.name}`} onPress={one.stop} />
        </li>
      ))}
    </ul>
  )
}

function Remove({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <Button
      aria-label={label}
      onPress={onPress}
      className="flex size-6 shrink-0 cursor-pointer items-center justify-center rounded-sm data-[hovered]:bg-hover"
    >
      <X aria-hidden size={14} />
    </Button>
  )
}
