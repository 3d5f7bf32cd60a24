import { lazy } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import type { Offered } from '../../server/ownership/contract.ts'
import { answers } from '../app/testing/answers.ts'
import { render } from '../app/testing/render.tsx'
import { minutesAgo } from '../app/testing/samples.ts'
import { CasePartsContext, noParts } from '../cases/parts.ts'
import { acceptMany, offersQuery } from './api.ts'
import { MoreOffers } from './more-offers.tsx'
import { OfferItem } from './offer-item.tsx'
import OffersDialog from './offers-dialog.tsx'

afterEach(() => vi.unstubAllGlobals())
const nothing = () => {}

const offered = (id: number, change: Partial<Offered['case']> = {}): Offered => ({
  id,
  caseId: id + 100,
  ...{ from: { id: 2, name: 'Sam Ode' }, fromTeam: { id: 1, name: 'Support' } },
  ...{ to: { id: 1, name: 'Mia Lindqvist' }, toTeam: { id: 1, name: 'Support' }, offeredBy: null },
  brief: { need: `Need ${id}`, done: 'Measured', promised: 'A call', nextStep: 'Call', feeling: 'Worried' },
  ...{ tellCustomer: false, state: 'offered', offeredAt: minutesAgo(4), answerBy: minutesAgo(-90) },
  ...{ answeredAt: null, answerWords: null, escalatedFromId: null, may: { answer: true, withdraw: false } },
  case: {
    number: 1000 + id,
    need: 'No dial tone',
    customerName: 'Astrid Berg',
    hasPromises: false,
    ...change,
  },
})
const known = (items: Offered[], next: string | null = null) => ({
  known: [[offersQuery.queryKey, { pages: [{ items, next }], pageParams: [''] }]] as const,
})

test('all that is offered stands in a row with its brief, to be ticked or refused one by one', async () => {
  const page = await render(<OffersDialog onClose={nothing} />, known([offered(1), offered(2)]))
  expect(page.one('dialog').name).toBe('Offered to you')
  expect(page.names('link')).toEqual(['#1001 No dial tone', '#1002 No dial tone'])
  expect(page.text).toContain('Need 1')
  expect(page.text).toContain('Need 2')
  expect(page.text).toContain('Astrid Berg · from Sam Ode')
  expect(page.names('checkbox')).toEqual(['Accept #1001', 'Accept #1002', 'All of these'])
  expect(page.names('button')).toEqual(['Decline…', 'Send back…', 'Decline…', 'Send back…', 'Accept 0'])
  expect(page.one('button', 'Accept 0').attributes).toHaveProperty('disabled')
})

test('more than a page can be asked for; where nothing is left it says so', async () => {
  const more = await render(<OffersDialog onClose={nothing} />, known([offered(1)], 'next'))
  expect(more.names('button')).toContain('Show more')
  const none = await render(<OffersDialog onClose={nothing} />, known([]))
  expect(none.text).toContain('Nothing is offered to you any more.')
})

test('a ticked one with promises asks which of them one keeps; others do not', async () => {
  const Part = lazy(async () => ({
    default: ({ caseId }: { caseId: number }) => <p>Promises of {caseId}</p>,
  }))
  const draw = (isMarked: boolean, hasPromises: boolean) =>
    render(
      <CasePartsContext value={{ ...noParts, newOwner: [{ id: 'promises', Part }] }}>
        <ul>
          <OfferItem
            offer={offered(1, { hasPromises })}
            isMarked={isMarked}
            onMark={nothing}
            onRefuse={nothing}
            onOpen={nothing}
          />
        </ul>
      </CasePartsContext>,
    )
  expect((await draw(true, true)).text).toContain('Promises of 101')
  expect((await draw(false, true)).text).not.toContain('Promises of')
  expect((await draw(true, false)).text).not.toContain('Promises of')
})

test('the way there is shown beside an offer when others wait too', async () => {
  expect((await render(<MoreOffers />, known([offered(1)]))).names('button')).toEqual([])
  const page = await render(<MoreOffers />, known([offered(1), offered(2)], 'next'))
  expect(page.names('button')).toEqual(['All 2+ offers…'])
})

test('several are accepted by one call, each with the promises that were said', async () => {
  const asked = answers([200, { accepted: [1], refused: [] }])
  await acceptMany([{ id: 1, promiseIds: [61] }, { id: 2 }])
  expect(asked).toMatchObject([
    {
      ...{ method: 'POST', path: '/api/v1/hand-offs/acceptances' },
      body: { handOffs: [{ id: 1, promiseIds: [61] }, { id: 2 }] },
    },
  ])
})
