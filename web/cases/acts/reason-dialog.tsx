import { useQueryClient } from '@tanstack/react-query'
import { Form } from '../../app/form.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { TextArea } from '../../kit/text-area.tsx'
import { toast } from '../../kit/toast.tsx'

type Props = {
  caseId: number
  title: string
  /** What is asked, and who reads the answer. */
  question: string
  help: string
  submit: string
  send: (words: string) => Promise<unknown>
  /** What is said once it is sent, if anything. */
  said?: string | undefined
  onClose: () => void
}

/** An answer about a case that needs one thing: why, in words that a colleague reads. */
export function ReasonDialog({ caseId, title, question, help, submit, send, said, onClose }: Props) {
  const client = useQueryClient()
  return (
    <Dialog title={title} isOpen onClose={onClose} width="narrow">
      <Form
        submit={submit}
        onSubmit={async (values) => {
          await send(values('words'))
          await client.invalidateQueries({ queryKey: ['case', caseId] })
          void client.invalidateQueries({ queryKey: ['cases'] })
          if (said) toast(said)
          onClose()
        }}
      >
        <TextArea label={question} help={help} name="words" rows={3} maxLength={1000} isRequired autoFocus />
      </Form>
    </Dialog>
  )
}
