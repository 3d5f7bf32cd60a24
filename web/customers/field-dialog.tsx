import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { FieldDefinition } from '../../server/customers/contract.ts'
import { Form } from '../app/form.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Select } from '../kit/select.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { TextField } from '../kit/text-field.tsx'
import { useSaving } from '../settings/use-saving.ts'
import { changeField, makeField, retireField } from './api.ts'
import { fieldKey } from './field-key.ts'
import { objectWords, typeWords } from './words.ts'

type Object = FieldDefinition['object']
type Type = FieldDefinition['type']

/** Making an own field, or changing its words. What it belongs to and its type stay as they were made. */
export function FieldDialog({ field, onClose }: { field: FieldDefinition | null; onClose: () => void }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const save = useSaving(['fields'])
  const [object, setObject] = useState<Object>(field?.object ?? 'case')
  const [type, setType] = useState<Type>(field?.type ?? 'text')
  const objects = (Object.keys(objectWords) as Object[]).map((value) => ({
    value,
    label: i18n._(objectWords[value]),
  }))
  const types = (Object.keys(typeWords) as Type[]).map((value) => ({
    value,
    label: i18n._(typeWords[value]),
  }))
  return (
    <Dialog title={field?.label ?? t`New field`} isOpen onClose={onClose}>
      <Form
        submit={t`Save`}
        aside={
          field && (
            <Button look="danger" onPress={() => void save(() => retireField(field.id)).then(onClose)}>
              {t`Retire it`}
            </Button>
          )
        }
        onSubmit={async (values) => {
          const label = values('label')
          const choices = values('choices')
            .split('\n')
            .map((one) => one.trim())
            .filter(Boolean)
          await (field
            ? changeField(field.id, { label, choices }, field.version)
            : makeField({ object, type, label, choices, key: fieldKey(label) }))
          await client.invalidateQueries({ queryKey: ['fields'] })
          onClose()
        }}
      >
        <TextField
          label={t`Label`}
          name="label"
          defaultValue={field?.label ?? ''}
          isRequired
          maxLength={80}
          autoFocus
        />
        <div className="grid gap-4 md:grid-cols-2">
          <Select
            label={t`Belongs to`}
            choices={objects}
            value={object}
            onChange={setObject}
            isDisabled={field !== null}
          />
          <Select
            label={t`Holds`}
            choices={types}
            value={type}
            onChange={setType}
            isDisabled={field !== null}
          />
        </div>
        {type === 'choice' && (
          <TextArea
            label={t`Choices, one on each line`}
            name="choices"
            defaultValue={field?.choices.join('\n') ?? ''}
            isRequired
          />
        )}
      </Form>
    </Dialog>
  )
}
