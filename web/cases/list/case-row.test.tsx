import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { caseRow, minutesAgo } from '../../app/testing/samples.ts'
import { CaseRow } from './case-row.tsx'

const draw = (change: Parameters<typeof caseRow>[0] = {}, isMarked = false) =>
  render(<CaseRow row={caseRow(change)} isOpen={false} isMarked={isMarked} onMark={() => {}} />)

test('a row reads: who, since when, what they need, their last words', async () => {
  const page = await draw()
  expect(page.text).toBe('Astrid Berg 5 min. ago No dial tone since the storm It is still dead this morning.')
  expect(page.one('img').name).toBe('E-mail')
})

test('a customer who waits is told by how long, not by the last activity', async () => {
  const page = await draw({ customerWaitingSince: minutesAgo(125) })
  expect(page.text).toContain('Astrid Berg waiting 2 hr No dial tone')
  expect(page.text).not.toContain('ago')
  expect(page.markup).toMatch(/title="The customer has been waiting since [^"]+\d{4}/)
})

test('words of ours are told apart from words of the customer', async () => {
  expect((await draw({ lastWordsBy: 'staff', lastWords: 'We are on it.' })).text).toMatch(
    /We: We are on it\.$/,
  )
})

test('what a colleague asks stands in place of the last words', async () => {
  const page = await draw({ calledFor: 'Sam Ode asks you: “Does it reset?”', lastWordsBy: 'staff' })
  expect(page.text).toMatch(/No dial tone since the storm Sam Ode asks you: “Does it reset\?”$/)
})

test('somebody nobody knows yet is said to be unknown', async () => {
  expect((await draw({ customer: null })).text).toMatch(/^Unknown person/)
})

test('what is owed is calm, near or late in words, not only in colour', async () => {
  expect((await draw({ nextDueAt: minutesAgo(-125), nextDueKind: 'first-response' })).text).toMatch(
    /due in 2 hr$/,
  )
  expect((await draw({ nextDueAt: minutesAgo(-30) })).text).toMatch(/due in \d+ min$/)
  expect((await draw({ nextDueAt: minutesAgo(90) })).text).toMatch(/1 hr late$/)
})

test('what is owed tells, to the pointer, which promise it was', async () => {
  expect((await draw({ nextDueAt: minutesAgo(5), nextDueKind: 'first-response' })).markup).toContain(
    'title="First answer ',
  )
})

test('the owner is named, and told apart from who only answers for it meanwhile', async () => {
  expect((await draw()).markup).toContain('title="Mia Lindqvist owns this"')
  expect((await draw({ heldOnDuty: true })).markup).toContain(
    'title="Nobody took it yet; Mia Lindqvist answers for it"',
  )
})

test('why a case needs the reader is told to the pointer', async () => {
  expect((await draw({ reason: 'You were mentioned' })).markup).toContain('title="You were mentioned"')
})

test('there is no control inside a row, since an option may not hold one', async () => {
  const page = await draw({}, true)
  expect([...page.all('button'), ...page.all('checkbox'), ...page.all('link')]).toEqual([])
})
