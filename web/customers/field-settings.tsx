import { useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { FieldDefinition } from '../../server/customers/contract.ts'
import { Button } from '../kit/button.tsx'
import { Sheet } from '../settings/sheet.tsx'
import { Things } from '../settings/things.tsx'
import { fieldsQuery } from './api.ts'
import { FieldDialog } from './field-dialog.tsx'
import { objectWords, typeWords } from './words.ts'

/** What this house writes down beside the common things: order numbers, contract dates, sizes. */
export default function FieldSettings() {
  const { t, i18n } = useLingui()
  const fields = useQuery(fieldsQuery)
  const [edited, setEdited] = useState<FieldDefinition | 'new' | null>(null)
  return (
    <Sheet
      title={t`Own fields`}
      lead={t`What you write down beside the common things: order numbers, contract dates, sizes.`}
      action={
        <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setEdited('new')}>
          {t`New field`}
        </Button>
      }
    >
      <Things
        label={t`Own fields`}
        from={fields}
        empty={{
          title: t`No own field yet`,
          words: t`Cases, customers and organisations can each have their own.`,
        }}
      >
        {(field) => (
          <>
            <span className="min-w-0 grow">
              <span className="block font-medium">
                {field.label} <code className="font-normal text-ink-quiet text-sm">{field.key}</code>
              </span>
              <span className="block text-ink-soft text-sm">
                {i18n._(objectWords[field.object])}, {i18n._(typeWords[field.type])}
              </span>
            </span>
            <Button size="small" aria-label={t`Change ${field.label}`} onPress={() => setEdited(field)}>
              {t`Change`}
            </Button>
          </>
        )}
      </Things>
      {edited && <FieldDialog field={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </Sheet>
  )
}
