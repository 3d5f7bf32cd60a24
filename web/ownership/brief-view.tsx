import { useLingui } from '@lingui/react'
import { type Brief, briefFields } from '../../server/ownership/contract.ts'
import { briefWords } from './words.ts'

/** The five things the next person must know. */
export function BriefView({ brief }: { brief: Brief }) {
  const { i18n } = useLingui()
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm max-md:grid-cols-1">
      {briefFields.map((field) => (
        <div key={field} className="contents max-md:block">
          <dt className="text-ink-soft">{i18n._(briefWords[field])}</dt>
          <dd className="max-w-[72ch] whitespace-pre-line break-words">{brief[field]}</dd>
        </div>
      ))}
    </dl>
  )
}
