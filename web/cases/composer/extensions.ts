import { type Editor, Extension, type Extensions, type Range } from '@tiptap/core'
import Link from '@tiptap/extension-link'
import Mention from '@tiptap/extension-mention'
import Placeholder from '@tiptap/extension-placeholder'
import StarterKit from '@tiptap/starter-kit'
import Suggestion, { type SuggestionOptions } from '@tiptap/suggestion'
import type { Mode } from './drafts.ts'
import type { Suggested, Suggesting } from './suggest-list.tsx'
import { suggestRender } from './suggest-render.ts'

type Needs = {
  mode: Mode
  placeholder: string
  find: (query: string) => Suggested[]
  show: (suggesting: Suggesting | null) => void
  pick: (editor: Editor, range: Range, id: number) => void
}
type Suggest = Omit<SuggestionOptions<Suggested>, 'editor'>

/** What the editor knows: plain formatting for both modes, then macros or mentions. No pictures: files are attached. */
export function extensionsFor({ mode, placeholder, find, show, pick }: Needs): Extensions {
  const shared = { items: ({ query }: { query: string }) => find(query), render: suggestRender(show) }
  const base = [
    StarterKit.configure({ heading: false, horizontalRule: false, link: false }),
    Link.configure({
      openOnClick: false,
      protocols: ['http', 'https', 'mailto'],
      HTMLAttributes: { rel: 'noreferrer' },
    }),
    Placeholder.configure({ placeholder }),
  ]
  if (mode === 'note') {
    const mention: Suggest = {
      ...shared,
      char: '@',
      command: ({ editor, range, props }) => {
        const content = [
          { type: 'mention', attrs: { id: props.id, label: props.label } },
          { type: 'text', text: ' ' },
        ]
        editor.chain().focus().insertContentAt(range, content).run()
      },
    }
    return [...base, Mention.configure({ suggestion: mention })]
  }
  return [
    ...base,
    macros({ ...shared, char: '/', command: ({ editor, range, props }) => pick(editor, range, props.id) }),
  ]
}

const macros = (suggest: Suggest) =>
  Extension.create({
    name: 'macros',
    addProseMirrorPlugins() {
      return [Suggestion<Suggested>({ editor: this.editor, ...suggest })]
    },
  })
