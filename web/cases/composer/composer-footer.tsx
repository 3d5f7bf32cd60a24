import { useLingui } from '@lingui/react/macro'
import { AtSign, Paperclip, SendHorizontal, Zap } from 'lucide-react'
import { type RefObject, useRef } from 'react'
import type { Case } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Select } from '../../kit/select.tsx'
import type { DraftState } from './draft-keeper.ts'
import type { Mode } from './drafts.ts'
import type { EditorHandle } from './editor-handle.ts'
import type { Send } from './use-composed.ts'

type Props = {
  found: Case
  mode: Mode
  status: DraftState['status']
  send: Send
  onFiles: (files: FileList) => void
  editor: RefObject<EditorHandle | null>
}

/** Attaching, saved words, whether the draft is kept, what the case becomes, and sending. */
export function ComposerFooter({ mode, status, send, onFiles, editor }: Props) {
  const { t } = useLingui()
  const picker = useRef<HTMLInputElement>(null)
  const isNote = mode === 'note'
  const words = { kept: '', waiting: '', keeping: t`Keeping…`, trouble: t`Not kept yet; we try again` }
  return (
    <div className="flex items-center gap-1 px-2 pb-2">
      <IconButton
        icon={Paperclip}
        label={t`Attach files`}
        placement="top"
        onPress={() => picker.current?.click()}
      />
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        aria-label={t`Attach files`}
        onChange={({ target }) => {
          if (target.files) onFiles(target.files)
          target.value = ''
        }}
      />
      {isNote ? (
        <IconButton
          icon={AtSign}
          label={t`Mention a colleague`}
          keys="@"
          placement="top"
          onPress={() => editor.current?.type('@')}
        />
      ) : (
        <IconButton
          icon={Zap}
          label={t`Use a macro`}
          keys="/"
          placement="top"
          onPress={() => editor.current?.type('/')}
        />
      )}
      <span role="status" className="ms-1 grow truncate text-ink-quiet text-xs">
        {words[status]}
      </span>
      {!isNote && (
        <Select
          label={t`Afterwards`}
          isLabelHidden
          look="quiet"
          className="min-w-0 shrink"
          choices={[
            { value: 'waiting-for-customer', label: t`then wait for the customer` },
            { value: 'open', label: t`then go on working` },
          ]}
          value={send.nextState}
          onChange={send.setNextState}
        />
      )}
      <Button
        look="primary"
        keys="$mod+Enter"
        icon={<SendHorizontal aria-hidden size={16} className="rtl:-scale-x-100" />}
        isDisabled={!send.canSend}
        isPending={send.isPending}
        onPress={send.run}
      >
        {isNote ? t`Keep note` : t`Send`}
      </Button>
    </div>
  )
}
