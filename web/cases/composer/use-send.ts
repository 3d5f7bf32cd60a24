import { useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { isProblem, wordsOf } from '../../app/problem.ts'
import { useSession } from '../../app/session.ts'
import { toast } from '../../kit/toast.tsx'
import { type NewNote, type Reply, sendReply, writeNote } from '../api.ts'
import { useTakeBack } from '../use-take-back.ts'
import type { DraftKeeper } from './draft-keeper.ts'

/** A key for one body: pressing Send again after silence repeats the same request instead of sending twice. */
function useKeyFor(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' })
  return (body) => {
    const text = JSON.stringify(body)
    if (last.current.body !== text) last.current = { body: text, key: crypto.randomUUID() }
    return last.current.key
  }
}

/** Sends a reply; it can be taken back for some seconds, and its words then stand in the composer again. */
export function useSendReply(found: Case, keeper: DraftKeeper) {
  const { t } = useLingui()
  const client = useQueryClient()
  const keyFor = useKeyFor()
  const { undoSeconds } = useSession()
  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['case', found.id] })
    await client.invalidateQueries({ queryKey: ['cases'] })
  }
  const takeBack = useTakeBack(found)
  const setSent = useTakeBackKey(undoSeconds)
  return useMutation({
    mutationFn: (reply: Reply) => sendReply(found.id, reply, keyFor(reply)),
    onSuccess: ({ messageId }) => {
      const { content } = keeper.state()
      keeper.clear(messageId)
      const run = () => void takeBack(messageId, content)
      const action = { label: t`Take it back`, keys: 'z', run }
      setSent({ run, close: toast(t`On its way to the customer.`, { stay: undoSeconds * 1000, action }) })
      void refresh()
    },
    onError: (error) => {
      if (isProblem(error, 'cases.thread-moved')) void refresh()
      else toast(wordsOf(error, t`It was not sent. Your words are kept; please try again.`))
    },
  })
}

type Sent = { run: () => void; close: () => void }

/** While what was sent can be taken back, z does it as the button of its toast would. */
function useTakeBackKey(undoSeconds: number): (sent: Sent) => void {
  const { t } = useLingui()
  const [sent, setSent] = useState<Sent | null>(null)
  useEffect(() => {
    if (!sent) return
    const timer = setTimeout(() => setSent(null), undoSeconds * 1000)
    return () => clearTimeout(timer)
  }, [sent, undoSeconds])
  const run = () => {
    setSent(null)
    sent?.close()
    sent?.run()
  }
  useCommands(sent ? [{ id: 'take-back', title: t`Take it back`, group: t`This case`, keys: 'z', run }] : [])
  return setSent
}

/** Writes a note; those mentioned in it are told. */
export function useWriteNote(found: Case, keeper: DraftKeeper) {
  const { t } = useLingui()
  const client = useQueryClient()
  const keyFor = useKeyFor()
  return useMutation({
    mutationFn: (note: NewNote) => writeNote(found.id, note, keyFor(note)),
    onSuccess: () => {
      keeper.clear(found.newestMessageId)
      void client.invalidateQueries({ queryKey: ['case', found.id] })
    },
    onError: (error) =>
      toast(wordsOf(error, t`The note was not kept. Your words are still here; please try again.`)),
  })
}
