import { useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { Form as AriaForm } from 'react-aria-components'
import { Button } from '../kit/button.tsx'
import { cx } from '../kit/cx.ts'
import { Problem, wordsOf } from './problem.ts'

/** What the fields hold, by their names; a field that is not there reads as an empty string. */
export type FormValues = (name: string) => string

type Props = {
  submit: string
  onSubmit: (values: FormValues) => Promise<unknown>
  children: ReactNode
  /** Stands beside the submit button. */
  aside?: ReactNode
  className?: string
  isWide?: boolean
}

/** A form that sends itself once, shows each refusal at its field and everything else above the button. */
export function Form({ submit, onSubmit, children, aside, className, isWide = false }: Props) {
  const { t } = useLingui()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const [isMarked, setMarked] = useState(false)
  const fields = problem instanceof Problem ? problem.fields : []
  const send = async (form: HTMLFormElement) => {
    const data = new FormData(form)
    setPending(true)
    try {
      await onSubmit((name) => String(data.get(name) ?? ''))
      setProblem(null)
    } catch (error) {
      setProblem(error)
      setMarked(isShownAtFields(error, form))
    }
    setPending(false)
  }
  return (
    <AriaForm
      className={cx('grid gap-4', className)}
      validationErrors={Object.fromEntries(fields.map(({ path, message }) => [path, message]))}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isPending) void send(event.currentTarget)
      }}
    >
      {/* Gone with the first letter typed: what goes when a field is left moves the button from under the pointer. */}
      <div
        className="contents"
        onInput={(event) => {
          setProblem(null)
          unmark(event.target)
        }}
      >
        {children}
      </div>
      <div role="alert" className={cx('text-bad text-sm', !problem && 'hidden')}>
        {problem && isMarked ? t`Please look at what is marked.` : ''}
        {problem && !isMarked
          ? wordsOf(problem, t`We could not reach the desk. What you typed is still here; please try again.`)
          : ''}
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          look="primary"
          size={isWide ? 'large' : 'normal'}
          isPending={isPending}
          className={isWide ? 'w-full' : ''}
        >
          {submit}
        </Button>
        {aside}
      </div>
    </AriaForm>
  )
}

/** Whether all that was refused has a field here to say it at. */
function isShownAtFields(error: unknown, form: HTMLFormElement): boolean {
  const fields = error instanceof Problem ? error.fields : []
  return fields.length > 0 && fields.every(({ path }) => form.elements.namedItem(path) !== null)
}

/** Takes the browser's own complaint off a field that is right now, which it would else do as the field is left. */
function unmark(field: EventTarget): void {
  const isInput = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement
  if (isInput && field.getAttribute('aria-invalid') === 'true' && field.validity.valid)
    field.dispatchEvent(new Event('change', { bubbles: true }))
}
