import { type Editor, EditorContent, useEditor } from '@tiptap/react'
import { useEffect, useEffectEvent, useImperativeHandle, useState } from 'react'
import { asHtml } from './as-html.ts'
import type { EditorProps } from './editor.tsx'
import type { EditorHandle } from './editor-handle.ts'
import { extensionsFor } from './extensions.ts'
import { type Suggesting, SuggestList } from './suggest-list.tsx'
import { useMacroPick } from './use-macro-pick.ts'
import { useSuggestions } from './use-suggestions.ts'

/** The rich editor: bold, lists, links; `/` for macros in a reply, `@` for colleagues in a note. */
export function RichEditor(props: EditorProps) {
  const { handle, mode, content, placeholder } = props
  const [suggesting, setSuggesting] = useState<Suggesting | null>(null)
  const suggestions = useSuggestions(mode)
  const pickMacro = useMacroPick(props.found)
  const find = useEffectEvent((query: string) => suggestions(query))
  const onChange = useEffectEvent(props.onChange)
  const onBlur = useEffectEvent(props.onBlur)
  const onSend = useEffectEvent(props.onSend)
  const onFiles = useEffectEvent(props.onFiles)
  const pick = useEffectEvent(pickMacro)
  const editor = useEditor({
    extensions: extensionsFor({
      mode,
      placeholder,
      find: (query) => find(query),
      show: setSuggesting,
      pick: (...all) => pick(...all),
    }),
    content: content.html ?? asHtml(content.text),
    injectCSS: false,
    immediatelyRender: true,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': placeholder,
        class: 'prose composing max-h-[40vh] min-h-20 max-w-none overflow-y-auto px-4 py-2 outline-none',
      },
      handleKeyDown: (_, event) => {
        const isSend = event.key === 'Enter' && (event.metaKey || event.ctrlKey)
        if (isSend) onSend()
        if (event.key === 'Escape') (event.target as HTMLElement).blur()
        return isSend
      },
      handlePaste: (_, event) => {
        const files = event.clipboardData?.files
        if (!files || files.length === 0) return false
        onFiles(files)
        return true
      },
    },
    onBlur: () => onBlur(),
    onUpdate: ({ editor: now }) => {
      const text = now.getText({ blockSeparator: '\n' })
      onChange({ text, html: text.trim() === '' ? undefined : now.getHTML() })
    },
  })
  useImperativeHandle(handle, () => handleOf(editor))
  // Words that come from outside (a draft taken back, a sent one cleared) replace what stands here.
  const { text } = content
  useEffect(() => {
    if (text !== editor.getText({ blockSeparator: '\n' })) {
      editor.commands.setContent(content.html ?? asHtml(text), { emitUpdate: false })
    }
  }, [text, content.html, editor])
  return (
    <>
      <EditorContent editor={editor} />
      {suggesting && <SuggestList suggesting={suggesting} />}
    </>
  )
}

/** What the composer may do with the editor from outside. */
const handleOf = (editor: Editor): EditorHandle => ({
  // Not the focus command, which waits for the next frame: letters typed until then would be shortcuts.
  focus: () => {
    editor.commands.setTextSelection(editor.state.doc.content.size)
    editor.view.focus()
  },
  type: (sign: string) => {
    const { from } = editor.state.selection
    const before = editor.state.doc.textBetween(Math.max(0, from - 1), from)
    editor
      .chain()
      .focus()
      .insertContent(before.trim() === '' ? sign : ` ${sign}`)
      .run()
  },
})
