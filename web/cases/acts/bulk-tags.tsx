import { useLingui } from '@lingui/react/macro'
import { Form } from '../../app/form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextField } from '../../kit/text-field.tsx'
import { tagsIn } from '../tags.ts'

type Props = { onTags: (add: string[], remove: string[]) => void; onClose: () => void }

/** Tags for all marked cases at once. */
export default function BulkTags({ onTags, onClose }: Props) {
  const { t } = useLingui()
  return (
    <Dialog title={t`Tag the marked cases`} isOpen onClose={onClose} width="narrow">
      <Form
        submit={t`Change the tags`}
        onSubmit={async (values) => {
          onTags(tagsIn(values('add')), tagsIn(values('remove')))
          onClose()
        }}
      >
        <TextField label={t`Add`} help={t`Several with commas between them`} name="add" autoFocus />
        <TextField label={t`Take away`} name="remove" />
      </Form>
    </Dialog>
  )
}
