import type { SuggestionOptions } from '@tiptap/suggestion'
import { stepped } from './stepped.ts'
import type { Suggested, Suggesting } from './suggest-list.tsx'

/** Turns what Tiptap tells about an open suggestion into the state that {@link SuggestList} draws. */
export function suggestRender(
  show: (now: Suggesting | null) => void,
): SuggestionOptions<Suggested>['render'] {
  return () => {
    let now: Suggesting | null = null
    const set = (next: Suggesting | null) => {
      now = next
      show(next)
    }
    return {
      onStart: ({ items, command, clientRect }) =>
        set({ items, pick: command, at: clientRect?.() ?? null, chosen: 0 }),
      onUpdate: ({ items, command, clientRect }) =>
        set({ items, pick: command, at: clientRect?.() ?? null, chosen: 0 }),
      onExit: () => set(null),
      onKeyDown: ({ event }) => {
        if (!now || now.items.length === 0) return false
        if (event.key === 'ArrowDown') set({ ...now, chosen: stepped(now.chosen, 1, now.items.length) })
        else if (event.key === 'ArrowUp') set({ ...now, chosen: stepped(now.chosen, -1, now.items.length) })
        else if (event.key === 'Enter' || event.key === 'Tab') {
          const item = now.items[now.chosen]
          if (item) now.pick(item)
        } else return false
        return true
      },
    }
  }
}
