import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { ListBox, ListBoxItem } from 'react-aria-components'
import { useSearch } from '../../app/search.ts'
import { rowLook } from '../../kit/popover.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { customerCasesQuery } from '../api.ts'

type Found = { id: number; number: number; need: string; who: string }
type Props = { label: string; customerId: number | null; exceptId: number; onPick: (found: Found) => void }

/** Finds another case by number, words or person; this customer's own cases stand there from the start. */
export function CasePicker({ label, customerId, exceptId, onPick }: Props) {
  const { t } = useLingui()
  const [words, setWords] = useState('')
  const own = useQuery({ ...customerCasesQuery(customerId ?? 0), enabled: customerId !== null })
  const hits = useSearch(words)
  const near = (own.data?.items ?? []).map(({ id, number, need, customer }) => ({
    id,
    number,
    need,
    who: customer?.name ?? '',
  }))
  const far = hits
    .filter(({ kind, caseId }) => caseId !== null && kind !== 'customer')
    .map(({ caseId, caseNumber, title, excerpt }) => ({
      id: caseId ?? 0,
      number: caseNumber ?? 0,
      need: title,
      who: excerpt,
    }))
  const all = (words.trim() ? far : near).filter(({ id }) => id !== exceptId)
  const items = [...new Map(all.map((one) => [one.id, one])).values()].slice(0, 12)
  return (
    <div>
      <TextField
        label={label}
        placeholder={t`Number, words or a name`}
        icon={<Search aria-hidden size={16} />}
        value={words}
        onChange={setWords}
        autoFocus
      />
      <ListBox
        aria-label={t`Cases found`}
        selectionMode="single"
        onAction={(key) => {
          const one = items.find(({ id }) => id === key)
          if (one) onPick(one)
        }}
        items={items}
        className="mt-2 max-h-64 overflow-y-auto outline-none"
        renderEmptyState={() => (
          <p className="px-2 py-3 text-ink-soft text-sm">{t`No other case fits yet.`}</p>
        )}
      >
        {(one) => (
          <ListBoxItem id={one.id} textValue={one.need} className={rowLook}>
            <span className="text-ink-quiet text-sm">#{one.number}</span>
            <span className="truncate">{one.need}</span>
            <span className="truncate text-ink-soft text-sm">{one.who}</span>
          </ListBoxItem>
        )}
      </ListBox>
    </div>
  )
}
