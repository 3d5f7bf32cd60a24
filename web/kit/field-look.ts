import type { ReactNode } from 'react'

/** The words around every field: label, help and, when the value is wrong, the reason. */
export type FieldWords = {
  label: string
  help?: ReactNode
  error?: string | undefined
  isLabelHidden?: boolean
}

export const control =
  'w-full rounded-md border border-line-strong bg-surface px-3 text-ink placeholder:text-ink-quiet ' +
  'data-[focused]:outline-2 data-[focused]:outline-accent data-[focused]:-outline-offset-1 ' +
  'data-[invalid]:border-bad data-[disabled]:opacity-60'

/** For a value that is changed where it stands: no box until the pointer or the focus is on it. */
export const inlineControl =
  '-mx-2 w-[calc(100%+1rem)] rounded-md border border-transparent bg-transparent px-2 text-ink placeholder:text-ink-quiet ' +
  'data-[hovered]:bg-hover data-[focused]:border-line-strong data-[focused]:bg-surface data-[focused]:outline-2 ' +
  'data-[focused]:outline-accent data-[focused]:-outline-offset-1'
