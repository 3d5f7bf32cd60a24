import { useLingui } from '@lingui/react/macro'
import { type ComponentType, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import type { DraftContent } from './draft-keeper.ts'
import type { Mode } from './drafts.ts'
import type { EditorHandle } from './editor-handle.ts'

export type EditorProps = {
  handle: Ref<EditorHandle>
  mode: Mode
  found: Case
  content: DraftContent
  placeholder: string
  onChange: (change: Pick<DraftContent, 'text' | 'html'>) => void
  onBlur: () => void
  onFiles: (files: Iterable<File>) => void
  onSend: () => void
}

let Rich: ComponentType<EditorProps> | null = null

/** A plain field at once; the rich editor takes its place when it has arrived, but never under the writer's hand. */
export function Editor(props: Omit<EditorProps, 'placeholder'>) {
  const { t } = useLingui()
  const [, setArrived] = useState(Rich !== null)
  const field = useRef<HTMLTextAreaElement>(null)
  const [isWriting, setWriting] = useState(false)
  useEffect(() => {
    if (Rich) return
    const load = () =>
      import('./rich-editor.tsx').then(({ RichEditor }) => {
        Rich = RichEditor
        setArrived(true)
      })
    const idle = setTimeout(() => void load(), 300)
    return () => clearTimeout(idle)
  }, [])
  useImperativeHandle(props.handle, () => ({
    focus: () => field.current?.focus(),
    type: () => field.current?.focus(),
  }))
  const placeholder =
    props.mode === 'note'
      ? t`A note for colleagues. @ mentions somebody.`
      : t`Write to the customer. / finds a macro.`
  if (Rich && !isWriting) return <Rich {...props} placeholder={placeholder} />
  return (
    <textarea
      ref={field}
      aria-label={placeholder}
      placeholder={placeholder}
      value={props.content.text}
      rows={3}
      className="field-sizing-content block max-h-[40vh] min-h-20 w-full resize-none bg-transparent px-4 py-2 outline-none placeholder:text-ink-quiet"
      onChange={({ target }) => {
        setWriting(true)
        props.onChange({ text: target.value, html: undefined })
      }}
      onBlur={() => {
        setWriting(false)
        props.onBlur()
      }}
      onPaste={({ clipboardData }) => clipboardData.files.length > 0 && props.onFiles(clipboardData.files)}
      onKeyDown={(event) => (event.metaKey || event.ctrlKey) && event.key === 'Enter' && props.onSend()}
    />
  )
}
