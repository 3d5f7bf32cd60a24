import { useLingui } from '@lingui/react/macro'
import type { Editor, Range } from '@tiptap/core'
import type { Case } from '../../../server/cases/contract.ts'
import { wordsOf } from '../../app/problem.ts'
import { toast } from '../../kit/toast.tsx'
import { fillMacro } from '../api.ts'
import { useChangeCase } from '../use-change-case.ts'
import { asHtml } from './as-html.ts'

/** Puts a macro's words, filled with this case's names, where `/` was typed, and adds its tags. */
export function useMacroPick(found: Case): (editor: Editor, range: Range, macroId: number) => void {
  const { t } = useLingui()
  const change = useChangeCase(found)
  return async (editor, range, macroId) => {
    editor.chain().focus().deleteRange(range).run()
    try {
      const { text, addTags } = await fillMacro(found.id, macroId)
      editor.chain().focus().insertContent(asHtml(text)).run()
      const fresh = addTags.filter((tag) => !found.tags.includes(tag))
      if (fresh.length > 0) change({ tags: [...found.tags, ...fresh] })
    } catch (error) {
      toast(wordsOf(error, t`The macro could not be used.`))
    }
  }
}
