import { expect, test } from 'vitest'
import { inMinutes, promiseOf, promisesOf } from '../app/testing/promise-samples.ts'
import { render } from '../app/testing/render.tsx'
import { casePromisesQuery } from './api.ts'
import PromisesTaken from './promises-taken.tsx'

const sam = { id: 9, name: 'Sam Oduya' }
const draw = (items = [promiseOf({ keeper: sam })]) =>
  render(<PromisesTaken caseId={7} />, {
    known: [[casePromisesQuery(7).queryKey, promisesOf({ items })]],
  })
/** The field that the form around it sends, also where nothing of it is to be seen. */
const chosen = ({ markup }: Awaited<ReturnType<typeof draw>>) =>
  /name="promiseIds" value="(.*?)"/.exec(markup)?.[1]

test('a new owner sees what was promised, by whom and for when, and takes all of it unless they say otherwise', async () => {
  const page = await draw([
    promiseOf({ keeper: sam }),
    promiseOf({ id: 62, keeper: sam, state: 'broken', dueAt: inMinutes(-5) }),
  ])
  expect(page.one('group').name).toBe('You keep from now on')
  const [first, second] = page.all('checkbox')
  expect(first?.name).toMatch(/^Call back about the line.*promised by Sam Oduya$/)
  expect(second?.name).toContain('Broken')
  for (const box of [first, second]) expect(box?.attributes).toHaveProperty('checked')
  expect(chosen(page)).toBe('[61,62]')
})

test('what they keep already, or what is settled, is not asked of them', async () => {
  const page = await draw([
    promiseOf(),
    promiseOf({ id: 62, keeper: sam, state: 'kept', settledAt: inMinutes(-1) }),
  ])
  expect(page.all('checkbox')).toEqual([])
  expect(chosen(page)).toBe('[]')
})

test('while the promises are not known, nothing is said about them', async () => {
  const page = await render(<PromisesTaken caseId={7} />)
  expect([page.text, chosen(page)]).toEqual(['', undefined])
})
