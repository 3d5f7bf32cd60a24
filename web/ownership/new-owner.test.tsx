import { lazy } from 'react'
import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { caseOf } from '../app/testing/samples.ts'
import { CasePartsContext, noParts } from '../cases/parts.ts'
import { takenIn } from './new-owner.tsx'
import TakeOverDialog from './take-over-dialog.tsx'

test('whoever takes a case over says in the same form what they take along', async () => {
  const Part = lazy(async () => ({
    default: ({ caseId }: { caseId: number }) => <p>Promises of {caseId}</p>,
  }))
  const page = await render(
    <CasePartsContext value={{ ...noParts, newOwner: [{ id: 'promises', Part }] }}>
      <TakeOverDialog found={caseOf()} onClose={() => {}} />
    </CasePartsContext>,
  )
  expect(page.text).toContain('Promises of 7')
})

test('what the form says is sent; what it could not show is left out, to be asked about later', () => {
  const saying = (promiseIds: string) => takenIn((name) => (name === 'promiseIds' ? promiseIds : ''))
  expect(saying('[61,62]')).toEqual({ promiseIds: [61, 62] })
  expect(saying('[]')).toEqual({ promiseIds: [] })
  expect(saying('')).toEqual({})
})
