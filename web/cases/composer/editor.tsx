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

let loaded: ComponentType<EditorProps> | null = null

/** A plain field at once; the rich editor takes its place when it has arrived, but never under the writer's hand. */
export function Editor(props: Omit<EditorProps, 'placeholder'>) {
  const { t } = useLingui()
  const [Rich, setRich] = useState(() => loaded)
  const [hasFocus, setFocus] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (Rich) return
    const idle = setTimeout(async () => {
      loaded ??= (await import('./rich-editor.tsx')).RichEditor
      setRich(() => loaded)
    }, 300)
    return () => clearTimeout(idle)
  }, [Rich])
  const isRich = Rich !== null && !hasFocus
  useImperativeHandle(isRich ? null : props.handle, () => ({
    focus: () => field.current?.focus(),
    type: () => field.current?.focus(),
  }))
  const placeholder =
    props.mode === 'note'
      ? t`A note for colleagues. @ mentions somebody.`
      : t`Write to the customer. / finds a macro.`
  if (isRich) return <Rich {...props} placeholder={placeholder} />
  return (
    <textarea
      ref={field}
      aria-label={placeholder}
      placeholder={placeholder}
      value={props.content.text}
      rows={3}
      className="field-sizing-content block max-h-[40vh] min-h-20 w-full resize-none bg-transparent px-4 py-2 outline-none placeholder:text-ink-quiet"
      onFocus={() => setFocus(true)}
      onBlur={() => {
        setFocus(false)
        props.onBlur()
      }}
      onChange={({ target }) => props.onChange({ text: target.value, html: undefined })}
      onPaste={({ clipboardData }) => clipboardData.files.length > 0 && props.onFiles(clipboardData.files)}
      onKeyDown={(event) => (event.metaKey || event.ctrlKey) && event.key === 'Enter' && props.onSend()}
    />
  )
}
