import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Macro } from '../../../server/cases/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Sheet } from '../../settings/sheet.tsx'
import { Things } from '../../settings/things.tsx'
import { macrosQuery } from '../api.ts'
import { MacroDialog } from './macro-dialog.tsx'

/** Words that are needed again and again, written once and well. */
export default function MacroSettings() {
  const { t } = useLingui()
  const macros = useQuery(macrosQuery)
  const [edited, setEdited] = useState<Macro | 'new' | null>(null)
  return (
    <Sheet
      title={t`Macros`}
      lead={t`Words that are needed again and again. In a reply, / finds them and fills in the names.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
          {t`New macro`}
        </Button>
      }
    >
      <Things
        label={t`Macros`}
        from={macros}
        empty={{ title: t`No macro yet`, words: t`Write the first one from an answer you were proud of.` }}
      >
        {(macro) => (
          <>
            <span className="min-w-0 grow">
              <span className="block font-medium">
                {macro.title}{' '}
                {macro.shortcut && <span className="font-normal text-ink-quiet">/{macro.shortcut}</span>}
              </span>
              <span className="block truncate text-ink-soft text-sm">{macro.body}</span>
            </span>
            <Button size="small" aria-label={t`Change ${macro.title}`} onPress={() => setEdited(macro)}>
              {t`Change`}
            </Button>
          </>
        )}
      </Things>
      {edited && <MacroDialog macro={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Sheet>
  )
}
