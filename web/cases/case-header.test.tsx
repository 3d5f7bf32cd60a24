import { expect, test } from 'vitest'
import type { Case } from '../../server/cases/contract.ts'
import { setPresent } from '../app/live-updates.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, minutesAgo } from '../app/testing/samples.ts'
import { CaseHeader } from './case-header.tsx'

const otto = { id: 2, name: 'Otto Ek' }
const draw = (change: Partial<Case> = {}, isStoryOpen = false) =>
  render(<CaseHeader found={caseOf(change)} isStoryOpen={isStoryOpen} onStory={() => {}} />, {
    path: '/desk/$list/$caseId',
    at: '/desk/team/7',
  })

test('the head says what it is about, its number, its state and its owner', async () => {
  const page = await draw()
  expect(page.one('heading').text).toBe('No dial tone since the storm')
  expect(page.names('button')).toContain('Need: No dial tone since the storm. Change it')
  expect(page.text).toContain('#1042 Open You own this.')
})

test('the way back leads to the list one came from', async () => {
  expect((await draw()).one('link', 'Back to the list').attributes.href).toBe('/desk/team')
})

test.each([
  [{ owner: otto }, 'Otto Ek owns this.'],
  [{ owner: otto, heldOnDuty: true }, 'Otto Ek answers for it until somebody takes it.'],
  [{ heldOnDuty: true }, 'You answer for it until somebody takes it.'],
])('who is responsible is one true sentence: %j', async (change, sentence) => {
  expect((await draw(change)).text).toContain(sentence)
})

test('how long the customer has waited belongs to that sentence, when they do', async () => {
  expect((await draw({ customerWaitingSince: minutesAgo(180) })).text).toContain(
    'The customer has waited 3 hr.',
  )
  expect((await draw()).text).not.toContain('waited')
})

test.each([
  ['new', 'New'],
  ['waiting-for-customer', 'Waiting for the customer'],
  ['solution-proposed', 'Solution proposed'],
  ['solved', 'Solved'],
  ['unconfirmed', 'Unconfirmed'],
  ['closed-without-solution', 'Closed without solution'],
] as const)('the state %s reads “%s”', async (state, words) => {
  expect((await draw({ state })).text).toContain(`#1042 ${words} `)
})

test('taking a case is the first act on one that nobody has taken, and is offered only then', async () => {
  const may = { ...caseOf().may, take: true }
  expect((await draw({ may, heldOnDuty: true, owner: otto })).names('button')).toContain('Take it')
  expect((await draw({ may, owner: otto })).names('button')).not.toContain('Take it')
  expect((await draw({ heldOnDuty: true })).names('button')).not.toContain('Take it')
})

test('colleagues who are here are named with what they do; the reader is not among them', async () => {
  setPresent(7, [
    { staffId: 1, name: 'Mia Lindqvist', doing: 'writing' },
    { staffId: 2, name: 'Otto Ek', doing: 'writing' },
    { staffId: 3, name: 'Ana Ruiz', doing: 'looking' },
  ])
  const page = await draw()
  setPresent(7, [])
  expect(page.one('list', 'Also here').text).toBe('Otto Ek is writing Ana Ruiz is looking')
})
