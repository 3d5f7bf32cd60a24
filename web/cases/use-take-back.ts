import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import type { Case } from '../../server/cases/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { toast } from '../kit/toast.tsx'
import { takeBackReply } from './api.ts'
import { type DraftContent, isEmpty } from './composer/draft-keeper.ts'
import { keeperOf } from './composer/drafts.ts'

/** Takes a reply back before it leaves; its words stand in the composer again, unless other words do by now. */
export function useTakeBack(found: Case): (messageId: number, content: DraftContent) => Promise<void> {
  const { t } = useLingui()
  const client = useQueryClient()
  return async (messageId, content) => {
    try {
      await takeBackReply(found.id, messageId)
      const keeper = keeperOf(found.id, 'reply', found.newestMessageId)
      if (isEmpty(keeper.state().content)) keeper.change(content)
      toast(t`Taken back. Nobody has seen it; your words are below.`)
    } catch (error) {
      toast(wordsOf(error, t`It could not be taken back.`))
    }
    await client.invalidateQueries({ queryKey: ['case', found.id] })
    await client.invalidateQueries({ queryKey: ['cases'] })
  }
}
