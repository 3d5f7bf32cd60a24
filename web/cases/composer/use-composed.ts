import { useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import type { Reply } from '../api.ts'
import { type DraftContent, type DraftKeeper, isEmpty } from './draft-keeper.ts'
import type { Mode } from './drafts.ts'
import { mentionedIn } from './mentioned.ts'
import { useSendReply, useWriteNote } from './use-send.ts'

export type Send = {
  run: () => void
  isPending: boolean
  canSend: boolean
  nextState: NonNullable<Reply['nextState']>
  setNextState: (state: NonNullable<Reply['nextState']>) => void
}
type Input = {
  found: Case
  keeper: DraftKeeper
  content: DraftContent
  seenUpTo: number
  mode: Mode
  isUploading: boolean
}

/** Sending what stands in the composer, as what it is. */
export function useSend({ found, keeper, content, seenUpTo, mode, isUploading }: Input): Send {
  const [nextState, setNextState] = useState<Send['nextState']>('waiting-for-customer')
  const reply = useSendReply(found, keeper)
  const note = useWriteNote(found, keeper)
  const isPending = reply.isPending || note.isPending
  const canSend = !isPending && !isUploading && !isEmpty(content)
  const run = () => {
    if (!canSend) return
    const attachments = (content.attachments ?? []).map(({ key }) => key)
    const { text, html, to, cc, quotes } = content
    if (mode === 'note') note.mutate({ text, html, attachments, mentionedIds: mentionedIn(html ?? '') })
    else reply.mutate({ text, html, to, cc, quotes, attachments, seenUpTo, nextState })
  }
  return { run, isPending, canSend, nextState, setNextState }
}
