import { useQuery } from '@tanstack/react-query'
import { staffQuery } from '../../people/api.ts'
import { macrosQuery } from '../api.ts'
import type { Mode } from './drafts.ts'
import type { Suggested } from './suggest-list.tsx'

/** Finds macros for a reply, colleagues for a note, by any part of their name. */
export function useSuggestions(mode: Mode): (query: string) => Suggested[] {
  const { data: macros } = useQuery({ ...macrosQuery, enabled: mode === 'reply' })
  const { data: staff } = useQuery({ ...staffQuery, enabled: mode === 'note' })
  return (query) => {
    const wanted = query.toLowerCase()
    const all: (Suggested & { also: string })[] =
      mode === 'reply'
        ? (macros?.items ?? []).map(({ id, title, shortcut, body }) => ({
            id,
            label: title,
            hint: body,
            also: shortcut,
          }))
        : (staff?.items ?? [])
            .filter(({ switchedOffAt }) => !switchedOffAt)
            .map(({ id, name, email }) => ({ id, label: name, hint: email, also: email }))
    return all.filter(({ label, also }) => `${label} ${also}`.toLowerCase().includes(wanted)).slice(0, 8)
  }
}
