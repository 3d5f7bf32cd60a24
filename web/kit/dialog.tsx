import { lazy, type ReactNode, Suspense } from 'react'

export type DialogProps = {
  title: string
  isOpen: boolean
  onClose: () => void
  /** False where walking away would leave the desk without a person signed in. */
  isDismissable?: boolean
  width?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
  footer?: ReactNode
}

const DialogBox = lazy(() => import('./dialog-box.tsx').then((part) => ({ default: part.DialogBox })))

/** A question over the page; its code comes when the first one is asked. */
export function Dialog(props: DialogProps) {
  if (!props.isOpen) return null
  return (
    <Suspense fallback={null}>
      <DialogBox {...props} />
    </Suspense>
  )
}
