import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { wordsOf } from '../../app/problem.ts'
import { toast } from '../../kit/toast.tsx'
import type { DraftKeeper } from './draft-keeper.ts'
import { upload } from './upload.ts'

export type Under = { id: string; name: string; share: number; stop: () => void }

/** Files on their way to a draft. A file that arrived belongs to the draft and is kept with it. */
export function useUploads(keeper: DraftKeeper) {
  const { t } = useLingui()
  const [under, setUnder] = useState<Under[]>([])
  const add = async (file: File) => {
    const id = crypto.randomUUID()
    const stop = new AbortController()
    const gone = () => setUnder((all) => all.filter((one) => one.id !== id))
    const move = (share: number) =>
      setUnder((all) => all.map((one) => (one.id === id ? { ...one, share } : one)))
    setUnder((all) => [...all, { id, name: file.name, share: 0, stop: () => stop.abort() }])
    try {
      const { key, name, size } = await upload(file, move, stop.signal)
      keeper.change({ attachments: [...(keeper.state().content.attachments ?? []), { key, name, size }] })
    } catch (error) {
      if (!stop.signal.aborted)
        toast(`${file.name}: ${wordsOf(error, t`could not be attached. Please try again.`)}`)
    }
    gone()
  }
  const addAll = (files: Iterable<File>) => {
    for (const file of files) void add(file)
  }
  return { under, addAll }
}
