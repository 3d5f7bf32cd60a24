import { HandHelping } from 'lucide-react'
import { lazy } from 'react'
import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { caseOf } from '../app/testing/samples.ts'
import { NextActs } from './acts/next-acts.tsx'
import { type CaseAct, CasePartsContext, noParts } from './parts.ts'

const act = (change: Partial<CaseAct>): CaseAct => ({
  id: 'help',
  label: { id: 'Ask for help…' },
  icon: HandHelping,
  isNext: true,
  isOffered: ({ may }) => may.help,
  Dialog: lazy(async () => ({ default: () => null })),
  ...change,
})

const draw = (acts: readonly CaseAct[], help = true) => {
  const found = caseOf({ may: { ...caseOf().may, help } })
  return render(
    <CasePartsContext value={{ ...noParts, acts }}>
      <NextActs found={found} />
    </CasePartsContext>,
  )
}

test('the next acts of other rooms stand below the composer, each as a button', async () => {
  const page = await draw([act({}), act({ id: 'promise', label: { id: 'Promise…' } })])
  expect(page.names('button')).toEqual(['Ask for help…', 'Promise…'])
})

test('an act that is not offered for this case, or is none of the likely ones, is not shown', async () => {
  expect((await draw([act({})], false)).names('button')).toEqual([])
  expect((await draw([act({ isNext: false })])).names('button')).toEqual([])
})
