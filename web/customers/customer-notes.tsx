import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '../../server/customers/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { Button } from '../kit/button.tsx'
import { RelativeTime } from '../kit/relative-time.tsx'
import { TextArea } from '../kit/text-area.tsx'
import { toast } from '../kit/toast.tsx'
import { writeCustomerNote } from './api.ts'

/** What is good to know about a customer in every case, written by whoever learned it. */
export function CustomerNotes({ customer }: { customer: Customer }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const keep = async () => {
    try {
      await writeCustomerNote(customer.id, text)
      setText('')
    } catch (error) {
      toast(wordsOf(error, t`The note was not kept. Your words are still here; please try again.`))
    }
    await client.invalidateQueries({ queryKey: ['customer', customer.id] })
  }
  return (
    <>
      <ul className="mb-2 grid gap-2 empty:hidden">
        {customer.notes.map((note) => (
          <li key={note.id}>
            <p className="wrap-anywhere whitespace-pre-wrap">{note.text}</p>
            <p className="text-ink-quiet text-sm">
              {note.authorName}, <RelativeTime time={note.createdAt} />
            </p>
          </li>
        ))}
      </ul>
      <TextArea
        label={t`Write down what helps the next colleague`}
        isLabelHidden
        placeholder={t`Write down what helps the next colleague`}
        value={text}
        onChange={setText}
        rows={1}
        look="inline"
      />
      {text.trim() !== '' && (
        <Button size="small" className="mt-2" onPress={() => void keep()}>
          {t`Keep it`}
        </Button>
      )}
    </>
  )
}
