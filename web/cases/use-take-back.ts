import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { fetchDrafts, takeBackReply } from './api.ts'
import { type DraftContent, isEmpty } from './composer/draft-keeper.ts'
import { keeperOf } from './composer/drafts.ts'

/**
 * Takes a reply back before it leaves; it stands in the composer again, formatting and files included, unless other
 * words do by now. Whoever has its content still at hand gives it; else it is the draft that the server made of it.
 */
export function useTakeBack(found: Case): (messageId: number, content?: DraftContent) => Promise<void> {
  const { t } = useLingui()
  const client = useQueryClient()
  return async (messageId, content) => {
    try {
      await takeBackReply(found.id, messageId)
      const keeper = keeperOf(found.id, 'reply', found.newestMessageId)
      const restored = content ?? (await draftOf(found.id))
      if (restored && isEmpty(keeper.state().content)) keeper.change(restored)
      toast(t`Taken back. Nobody has seen it; your words are below.`)
    } catch (error) {
      toast(wordsOf(error, t`It could not be taken back.`))
    }
    await client.invalidateQueries({ queryKey: ['case', found.id] })
    await client.invalidateQueries({ queryKey: ['cases'] })
  }
}

/** Nothing where it cannot be read now: it is taken back all the same, and its words are kept. */
async function draftOf(caseId: number): Promise<DraftContent | undefined> {
  const { items } = await fetchDrafts(caseId).catch(() => ({ items: [] }))
  return items.find(({ mode }) => mode === 'reply')?.content
}
