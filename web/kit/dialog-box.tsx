import { useLingui } from '@lingui/react/macro'
import { X } from 'lucide-react'
import { useState } from 'react'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { cx } from './cx.ts'
import type { DialogProps } from './dialog.tsx'
import { IconButton } from './icon-button.tsx'

const widths = { narrow: 'max-w-100', normal: 'max-w-136', wide: 'max-w-192' }

/**
 * A question that must be answered before going on. On a phone it fills the screen's width from below. Once words were
 * written in it only its own button closes it: a slip of the hand must not lose them.
 */
export function DialogBox({
  title,
  isOpen,
  onClose,
  isDismissable = true,
  width = 'normal',
  children,
  footer,
}: DialogProps) {
  const { t } = useLingui()
  const [hasWords, setHasWords] = useState(false)
  const mayLeave = isDismissable && !hasWords
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={mayLeave}
      isKeyboardDismissDisabled={!mayLeave}
      className="fixed inset-0 z-40 flex animate-appear items-start justify-center bg-veil p-4 pt-[12vh] max-md:items-end max-md:p-0"
    >
      <Modal
        className={cx(
          'flex max-h-[80vh] w-full animate-rise flex-col rounded-lg bg-raised shadow-raised max-md:max-h-[92vh] max-md:rounded-b-none',
          widths[width],
        )}
      >
        <AriaDialog className="flex min-h-0 flex-col outline-none">
          <div className="flex items-center justify-between gap-4 px-5 pt-4 pb-2">
            <Heading slot="title" className="font-semibold text-lg">
              {title}
            </Heading>
            {isDismissable && (
              <IconButton icon={X} label={t`Close`} {...(mayLeave && { keys: 'Escape' })} onPress={onClose} />
            )}
          </div>
          <div
            className="min-h-0 overflow-y-auto px-5 pt-1 pb-5"
            onInput={({ target }) => {
              if (target instanceof HTMLTextAreaElement) setHasWords(target.value.trim() !== '')
            }}
          >
            {children}
          </div>
          {footer && (
            <div className="flex flex-wrap items-center justify-end gap-2 border-line border-t px-5 py-3">
              {footer}
            </div>
          )}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}
