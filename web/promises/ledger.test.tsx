import { expect, test } from 'vitest'
import type { LedgerSummary as Summary } from '../../server/promises/contract.ts'
import { promiseOf } from '../app/testing/promise-samples.ts'
import { render } from '../app/testing/render.tsx'
import { pagesOf } from '../app/testing/samples.ts'
import { ledgerQuery, summaryQuery } from './api.ts'
import { LedgerList } from './ledger-list.tsx'
import { askedFor, readLedgerSearch } from './ledger-search.ts'
import { LedgerSummary } from './ledger-summary.tsx'

const counted: Summary = {
  from: '2026-08-24T10:00:00.000Z',
  to: '2026-11-22T10:00:00.000Z',
  due: 50,
  kept: 38,
  keptLate: 4,
  moved: 3,
  broken: 2,
  withdrawn: 3,
  n: 47,
  rate: 38 / 47,
  interval: { low: 0.675, high: 0.896 },
  rateWithMoved: 41 / 47,
  isUncertain: false,
  noRateBecause: null,
  open: 6,
}
const draw = (change: Partial<Summary> = {}) =>
  render(<LedgerSummary asked={{}} chosen="open" onChoose={() => {}} />, {
    known: [[summaryQuery({}).queryKey, { ...counted, ...change }]],
  })

test('the rate stands with its n, its interval, and what is shown apart', async () => {
  const { text } = await draw()
  expect(text).toContain('81%')
  expect(text).toContain('n = 47')
  expect(text).toContain('between 68% and 90%')
  expect(text).toContain('moved together with the customer: 87%')
  expect(text).not.toContain('uncertain')
})

test('each number is the way to those behind it', async () => {
  const names = (await draw()).names('button')
  expect(names).toEqual(['6 Open', '2 Broken', '38 Kept', '4 Kept late', '3 Moved', '3 Withdrawn'])
})

const noRate = { rate: null, interval: null, rateWithMoved: null }
test.each([
  ['none-due', 'No value: nothing was due'],
  ['too-few', 'too few to say anything'],
  ['one-person', 'No rate for one person'],
] as const)(
  'where there is no rate (%s), it says why and shows no percentage',
  async (noRateBecause, words) => {
    const { text } = await draw({ ...noRate, noRateBecause })
    expect(text).toContain(words)
    expect(text).not.toContain('%')
  },
)

test('a rate of few is marked as uncertain', async () => {
  expect((await draw({ isUncertain: true })).text).toContain('uncertain: few promises')
})

test('a promise in the ledger names the customer and leads to its case', async () => {
  const page = await render(<LedgerList asked={{}} />, {
    known: [[ledgerQuery({}).queryKey, pagesOf({ items: [promiseOf()], next: null })]],
  })
  const link = page.one('link')
  expect(link.attributes.href).toBe('/desk/all/7')
  expect(link.text).toContain('to Astrid Berg')
  expect(page.names('button')).toEqual([])
})

test('an empty list says so, a longer one offers more', async () => {
  const list = (pages: ReturnType<typeof pagesOf>) =>
    render(<LedgerList asked={{}} />, { known: [[ledgerQuery({}).queryKey, pages]] })
  expect((await list(pagesOf({ items: [], next: null }))).names('heading')).toEqual(['None'])
  expect((await list(pagesOf({ items: [promiseOf()], next: 'x' }))).names('button')).toEqual(['Show more'])
})

test('the address is read, and nonsense in it left out', () => {
  expect(readLedgerSearch({ state: 'kept', keeper: 4, days: 30 })).toEqual({
    state: 'kept',
    keeper: 4,
    days: 30,
  })
  expect(readLedgerSearch({ state: 'x', keeper: 'me', days: 31 })).toEqual({})
})

test('what is still to come is asked for without a window, all else within it', () => {
  const today = Date.parse('2026-11-22T10:00:00Z')
  expect(askedFor({}, today)).toEqual({ state: 'open', keeperId: undefined })
  expect(askedFor({ state: 'broken', days: 30 }, today)).toMatchObject({
    from: '2026-10-23T10:00:00.000Z',
    to: '2026-11-22T10:00:00.000Z',
  })
})
