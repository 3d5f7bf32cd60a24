import { useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { dropDraft, fetchDrafts, saveDraft } from '../api.ts'
import { DraftKeeper } from './draft-keeper.ts'

export type Mode = 'reply' | 'note'

// One keeper for each case and mode, for as long as the page lives: walking to another case loses nothing.
const keepers = new Map<string, DraftKeeper>()

export function keeperOf(caseId: number, mode: Mode, newestMessageId: number): DraftKeeper {
  const key = `${caseId} ${mode}`
  let keeper = keepers.get(key)
  if (!keeper) {
    const store = {
      save: (
        content: DraftKeeper['state'] extends () => { content: infer C } ? C : never,
        seenUpTo: number,
      ) => saveDraft(caseId, { mode, content, seenUpTo }),
      drop: () => dropDraft(caseId, mode),
    }
    keeper = new DraftKeeper(store, newestMessageId)
    keepers.set(key, keeper)
  }
  return keeper
}

/** The draft of a case in one mode: first what the server kept, then what is written here. */
export function useDraft(found: Case, mode: Mode) {
  const keeper = keeperOf(found.id, mode, found.newestMessageId)
  const state = useSyncExternalStore(keeper.subscribe, keeper.state)
  const { data } = useQuery({
    queryKey: ['drafts', found.id],
    queryFn: () => fetchDrafts(found.id),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useEffect(() => {
    const kept = data?.items.find((draft) => draft.mode === mode)
    if (kept) keeper.adopt(kept.content, kept.seenUpTo)
  }, [data, keeper, mode])
  useEffect(() => keeper.sawWhileEmpty(found.newestMessageId), [keeper, found.newestMessageId])
  useEffect(() => {
    const flush = () => void keeper.flush()
    document.addEventListener('visibilitychange', flush)
    return () => {
      document.removeEventListener('visibilitychange', flush)
      flush()
    }
  }, [keeper])
  return { keeper, ...state }
}
