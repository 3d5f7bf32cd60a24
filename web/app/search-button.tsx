import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { Button } from 'react-aria-components'
import { Kbd } from '../kit/kbd.tsx'
import { tip } from '../kit/tip.ts'
import { openPalette } from './palette-state.ts'

/** Opens the palette: search over everyone and everything, and every command. */
export function SearchButton() {
  const { t } = useLingui()
  const words = t`Search anyone, do anything`
  return (
    <Button
      {...tip(words, '$mod+k', 'end')}
      onPress={openPalette}
      className="mb-1 flex h-9 cursor-pointer items-center gap-2.5 rounded-md border border-line px-2.5 text-ink-quiet data-[hovered]:bg-hover max-md:mb-0 max-md:h-12 max-md:flex-col max-md:justify-center max-md:min-w-0 max-md:gap-0.5 max-md:border-0 max-md:px-1 max-md:text-xs"
    >
      <Search aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
      <span className="grow text-start md:max-2xl:sr-only max-md:max-w-full max-md:grow-0 max-md:truncate">{t`Search`}</span>
      <Kbd keys="$mod+k" className="max-2xl:hidden" />
    </Button>
  )
}
