import { Suspense } from 'react'
import type { FormValues } from '../app/form.tsx'
import { useCaseParts } from '../cases/parts.ts'
import type { Taken } from './api.ts'

/** What comes along with a case, for its new owner to take or to leave. */
export function NewOwner({ caseId }: { caseId: number }) {
  return (
    <Suspense fallback={null}>
      {useCaseParts().newOwner.map(({ id, Part }) => (
        <Part key={id} caseId={caseId} />
      ))}
    </Suspense>
  )
}

/** What the fields of a form hold, as `Form` gives them to whoever sends it. */
export const valuesOf =
  (data: FormData): FormValues =>
  (name) =>
    String(data.get(name) ?? '')

/** What was taken, as the form says it; nothing where it could not be shown, which is asked about later. */
export function takenIn(values: FormValues): Taken {
  const ids = values('promiseIds')
  return ids === '' ? {} : { promiseIds: JSON.parse(ids) as number[] }
}
