import type { DialogProps } from '../../kit/dialog.tsx'

/** A dialog in its place. The real one stands over the page, and in these tests there is no page to stand over. */
export function Dialog({ title, isOpen, isDismissable = true, children, footer }: DialogProps) {
  if (!isOpen) return null
  return (
    <div role="dialog" aria-label={title} data-can-close={isDismissable}>
      {children}
      {footer}
    </div>
  )
}
