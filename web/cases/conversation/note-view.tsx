import { Trans, useLingui } from '@lingui/react/macro'
import { EyeOff } from 'lucide-react'
import type { Note } from '../../../server/cases/contract.ts'
import { RelativeTime } from '../../kit/relative-time.tsx'
import { Attachments } from './attachments.tsx'
import { PlainText } from './plain-text.tsx'

/** A note between colleagues: paper of another colour, a dashed edge and the words “only us”. */
export function NoteView({ note, caseId }: { note: Note; caseId: number }) {
  const { t } = useLingui()
  return (
    <section
      aria-label={t`Note by ${note.authorName}, only for us`}
      className="ms-12 rounded-lg border border-note-line border-dashed bg-note px-4 py-3 text-note-ink max-md:ms-6"
    >
      <div className="mb-1 flex flex-wrap items-center gap-x-2 text-sm">
        <EyeOff aria-hidden size={14} />
        <span className="font-semibold">{note.authorName}</span>
        <span>
          <Trans>Note, only us</Trans>
        </span>
        <RelativeTime time={note.at} />
      </div>
      <PlainText text={note.text} />
      <Attachments caseId={caseId} attachments={note.attachments} />
    </section>
  )
}
