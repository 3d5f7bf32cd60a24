import { useLingui } from '@lingui/react/macro'
import { Paperclip } from 'lucide-react'
import type { Attachment } from '../../../server/cases/contract.ts'
import { fileAddress } from '../api.ts'
import { fileSize } from './sizes.ts'

const pictures = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** What came with a message: pictures to look at, everything else to download. */
export function Attachments({ caseId, attachments }: { caseId: number; attachments: Attachment[] }) {
  const { t, i18n } = useLingui()
  const shown = attachments.filter(({ contentId }) => !contentId)
  if (shown.length === 0) return null
  return (
    <ul aria-label={t`Attachments`} className="mt-3 flex flex-wrap gap-2">
      {shown.map((file) => (
        <li key={file.id} className="max-w-full">
          <a
            href={fileAddress(caseId, file.id)}
            target="_blank"
            rel="noreferrer"
            className="flex max-w-full items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 text-sm hover:bg-hover"
          >
            {pictures.has(file.mediaType) ? (
              <img
                src={fileAddress(caseId, file.id)}
                alt=""
                loading="lazy"
                className="size-9 rounded-sm object-cover"
              />
            ) : (
              <Paperclip aria-hidden size={16} className="shrink-0 text-ink-quiet" />
            )}
            <span className="truncate">{file.name}</span>
            <span className="shrink-0 text-ink-quiet text-xs">{fileSize(file.size, i18n.locale)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
