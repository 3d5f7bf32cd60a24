import { useLingui } from '@lingui/react/macro'
import { useLayoutEffect, useRef, useState } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { useCommands } from '../../app/commands.ts'
import { cx } from '../../kit/cx.ts'
import { NextActs } from '../acts/next-acts.tsx'
import { Attached } from './attached.tsx'
import { ComposerFooter } from './composer-footer.tsx'
import { type Mode, useDraft } from './drafts.ts'
import { Editor } from './editor.tsx'
import type { EditorHandle } from './editor-handle.ts'
import { ModeBar } from './mode-bar.tsx'
import { Recipients } from './recipients.tsx'
import { ThreadMoved } from './thread-moved.tsx'
import { useSend } from './use-composed.ts'
import { useUploads } from './use-uploads.ts'

type Props = { found: Case; onWriting: () => void }

/** Where one writes: a reply the customer gets, or a note only we see. */
export function Composer({ found, onWriting }: Props) {
  const { t } = useLingui()
  const [mode, setMode] = useState<Mode>(found.may.reply ? 'reply' : 'note')
  const editor = useRef<EditorHandle>(null)
  const { keeper, content, seenUpTo, status } = useDraft(found, mode)
  const { under, addAll } = useUploads(keeper)
  const send = useSend({ found, keeper, content, seenUpTo, mode, isUploading: under.length > 0 })
  const [wanted, setWanted] = useState(0)
  const write = (next: Mode) => {
    setMode(next)
    setWanted(wanted + 1)
  }
  useLayoutEffect(() => {
    if (wanted > 0) editor.current?.focus()
  }, [wanted])
  useWriteCommands(found, write)
  if (!found.may.reply && !found.may.note) return null
  const isNote = mode === 'note'
  return (
    <section
      aria-label={isNote ? t`Write a note` : t`Write a reply`}
      className="px-4 pb-4 max-md:px-2 max-md:pb-2"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        addAll(event.dataTransfer.files)
      }}
    >
      <div
        className={cx(
          'mx-auto max-w-184 overflow-hidden rounded-lg',
          isNote ? 'border border-note-line border-dashed bg-note' : 'bg-raised shadow-raised',
        )}
      >
        {!isNote && found.newestMessageId > seenUpTo && (
          <ThreadMoved
            found={found}
            seenUpTo={seenUpTo}
            onSeen={() => keeper.acknowledge(found.newestMessageId)}
          />
        )}
        <ModeBar found={found} mode={mode} onMode={write} />
        {!isNote && <Recipients found={found} keeper={keeper} content={content} />}
        <Editor
          key={mode}
          handle={editor}
          mode={mode}
          found={found}
          content={content}
          onChange={(change) => {
            onWriting()
            keeper.change(change)
          }}
          onBlur={() => void keeper.flush()}
          onFiles={addAll}
          onSend={() => send.run()}
        />
        <Attached keeper={keeper} files={content.attachments ?? []} under={under} />
        <ComposerFooter
          found={found}
          mode={mode}
          status={status}
          send={send}
          onFiles={addAll}
          editor={editor}
        />
      </div>
      <NextActs found={found} />
    </section>
  )
}

function useWriteCommands(found: Case, write: (mode: Mode) => void) {
  const { t } = useLingui()
  const group = t`This case`
  useCommands([
    ...(found.may.reply
      ? [{ id: 'reply', title: t`Write a reply`, group, keys: 'r', run: () => write('reply') }]
      : []),
    ...(found.may.note
      ? [{ id: 'note', title: t`Write a note`, group, keys: 'n', run: () => write('note') }]
      : []),
  ])
}
