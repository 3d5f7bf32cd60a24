import { Trans, useLingui } from '@lingui/react/macro'
import { ImageOff } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Message } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { htmlAddress } from '../api.ts'

/**
 * A mail as it was sent, in a frame in which nothing can run: no scripts, no forms, no way out. Pictures from
 * elsewhere wait for a click, because loading them tells the sender that and when the mail was read.
 */
export function MailFrame({ caseId, message }: { caseId: number; message: Message }) {
  const { t } = useLingui()
  const frame = useRef<HTMLIFrameElement>(null)
  const [withRemote, setWithRemote] = useState(false)
  const [height, setHeight] = useState(320)
  return (
    <div className="overflow-hidden rounded-md border border-line bg-raised">
      {!withRemote && (
        <div className="flex items-center gap-2 border-line border-b px-3 py-1 text-ink-soft text-sm">
          <ImageOff aria-hidden size={14} />
          <Trans>Pictures from elsewhere are not loaded.</Trans>
          <Button look="quiet" size="small" onPress={() => setWithRemote(true)}>
            <Trans>Load them</Trans>
          </Button>
        </div>
      )}
      <iframe
        ref={frame}
        title={t`Mail from ${message.authorName}, as it was sent`}
        src={htmlAddress(caseId, message.id, withRemote)}
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className="block w-full bg-white"
        style={{ height }}
        onLoad={() => {
          const page = frame.current?.contentDocument?.documentElement
          if (page) setHeight(Math.min(4000, Math.max(80, page.scrollHeight)))
        }}
      />
    </div>
  )
}
