import { Trans, useLingui } from '@lingui/react/macro'
import { ImageOff } from 'lucide-react'
import { useState } from 'react'
import type { Message } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { htmlAddress } from '../api.ts'

/**
 * A mail as it was sent, in a frame of a foreign origin in which nothing can run: no scripts, no forms, no way
 * out. So its height cannot be known, and the reader draws it as large as they like. Pictures from elsewhere wait
 * for a click, because loading them tells the sender that and when the mail was read.
 */
export function MailFrame({ caseId, message }: { caseId: number; message: Message }) {
  const { t } = useLingui()
  const [withPictures, setWithPictures] = useState(false)
  return (
    <div className="overflow-hidden rounded-md border border-line bg-raised">
      {!withPictures && (
        <div className="flex items-center gap-2 border-line border-b px-3 py-1 text-ink-soft text-sm">
          <ImageOff aria-hidden size={14} />
          <Trans>Pictures from elsewhere are not loaded.</Trans>
          <Button look="quiet" size="small" onPress={() => setWithPictures(true)}>
            <Trans>Load them</Trans>
          </Button>
        </div>
      )}
      <div className="h-96 resize-y overflow-hidden bg-white">
        <iframe
          title={t`Mail from ${message.authorName}, as it was sent`}
          src={htmlAddress(caseId, message.id, withPictures)}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          referrerPolicy="no-referrer"
          className="block h-full w-full"
        />
      </div>
    </div>
  )
}
