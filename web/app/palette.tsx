import { useLingui } from '@lingui/react/macro'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Dialog, Input, Menu, Modal, ModalOverlay, SearchField } from 'react-aria-components'
import { useAllCommands } from './commands.ts'
import { fitting } from './fitting.ts'
import { CommandRows, HitRows } from './palette-rows.tsx'
import { closeOverlay } from './palette-state.ts'
import { useSearch } from './search.ts'

/** Finds everyone and everything as one types, and does everything that can be done here. */
export default function Palette() {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const commands = fitting(useAllCommands(), words)
  const hits = useSearch(words)
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(open) => !open && closeOverlay()}
      isDismissable
      className="fixed inset-0 z-40 flex items-start justify-center bg-veil p-4 pt-[10vh] max-md:p-0"
    >
      <Modal className="w-full max-w-152 animate-rise overflow-hidden rounded-lg bg-raised shadow-raised max-md:h-full max-md:rounded-none">
        <Dialog
          aria-label={t`Find anyone, do anything`}
          className="flex max-h-[70vh] flex-col outline-none max-md:max-h-full"
        >
          <Autocomplete inputValue={words} onInputChange={setWords} disableAutoFocusFirst={false}>
            <SearchField
              aria-label={t`Search`}
              autoFocus
              className="flex items-center gap-3 border-line border-b px-4"
            >
              <Search aria-hidden size={18} className="shrink-0 text-ink-quiet" />
              <Input
                placeholder={t`A name, a number, a word, or what to do`}
                className="h-13 w-full bg-transparent text-lg outline-none placeholder:text-ink-quiet [&::-webkit-search-cancel-button]:hidden"
              />
            </SearchField>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
            <div className="min-h-0 overflow-y-auto outline-none" tabIndex={0}>
              <Menu
                aria-label={t`Found`}
                className="p-2 outline-none"
                renderEmptyState={() => (
                  <p className="px-3 py-6 text-center text-ink-soft">{t`Nothing fits. Try a part of a name or a number.`}</p>
                )}
              >
                {hits.length > 0 && <HitRows hits={hits} />}
                {commands.length > 0 && <CommandRows commands={commands} />}
              </Menu>
            </div>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
