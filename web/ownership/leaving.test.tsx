import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { mia, minutesAgo } from '../app/testing/samples.ts'
import { staffQuery } from '../people/api.ts'
import { type Workload, workloadQuery } from './api.ts'
import LeavingPart, { whoIsHere } from './leaving.tsx'

const otto = { ...mia, id: 2, name: 'Otto Ek' }
const show = (workload: Partial<Workload>, isLeaving = true) =>
  render(<LeavingPart staff={otto} isLeaving={isLeaving} />, {
    known: [
      [staffQuery.queryKey, { items: [mia, otto] }],
      [workloadQuery(2).queryKey, { staffId: 2, unfinished: 0, leaving: null, ...workload }],
    ],
  })

test('who leaves with open cases needs somebody who receives them', async () => {
  const page = await show({ unfinished: 12 })
  expect(page.text).toContain('Otto Ek still owns 12 open cases.')
  expect(page.names('button')).toEqual([
    'Choose a colleague Who receives them',
    'Offer them, then switch off',
  ])
  expect(page.one('button', 'Offer them, then switch off').attributes).toHaveProperty('disabled')
})

test('who owns nothing, or stays, is asked nothing', async () => {
  expect((await show({ unfinished: 0 })).text).toBe('')
  expect((await show({ unfinished: 3 }, false)).text).toBe('')
})

test('somebody on their way out is shown with what is left, and may stay after all', async () => {
  const leaving = { staffId: 2, receiver: { id: 1, name: 'Mia Lindqvist' }, begunAt: minutesAgo(5), left: 1 }
  const page = await show({ unfinished: 1, leaving }, false)
  expect(page.text).toContain('1 case waits to be accepted')
  expect(page.text).toContain('offered to Mia Lindqvist')
  expect(page.names('button')).toEqual(['They stay after all'])
})

test('nobody who is away, was switched off or never signed in receives what a leaver owned', () => {
  const lena = { ...mia, id: 3, name: 'Lena Brandt' }
  const absence = {
    ...{ id: 1, staff: { id: 3, name: 'Lena Brandt' }, standIn: { id: 1, name: 'Mia Lindqvist' } },
    ...{ startsAt: minutesAgo(60), endsAt: minutesAgo(-60), handOver: true },
  }
  const others = [
    { ...mia, id: 4, invited: true },
    { ...mia, id: 5, switchedOffAt: minutesAgo(1) },
  ]
  const here = (hours: number) =>
    whoIsHere([mia, otto, lena, ...others], [absence], Date.now() + hours * 3_600_000).map(({ id }) => id)
  expect(here(0)).toEqual([1, 2])
  expect(here(2)).toEqual([1, 2, 3])
})
