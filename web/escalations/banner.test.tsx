import { i18n } from '@lingui/core'
import { afterEach, expect, test, vi } from 'vitest'
import type { Escalation } from '../../server/escalations/contract.ts'
import { answers } from '../app/testing/answers.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, eventOf, minutesAgo } from '../app/testing/samples.ts'
import { AnswerDialog } from './answer-dialog.tsx'
import { answerEscalation, escalationsQuery } from './api.ts'
import EscalationBanner from './banner.tsx'
import { escalationWords } from './words.ts'

afterEach(() => void vi.unstubAllGlobals())
const close = () => {}

const escalationOf = (change: Partial<Escalation> = {}): Escalation => ({
  id: 9,
  condition: { kind: 'contacts', atLeast: 3 },
  advice: 'Read the whole story first.',
  said: '',
  happenedAt: minutesAgo(4),
  askedAt: minutesAgo(4),
  asked: { id: 1, name: 'Mia Lindqvist' },
  answered: null,
  may: { answer: true },
  ...change,
})
const sams = caseOf({ owner: { id: 2, name: 'Sam Ode' } })
const banner = (items: Escalation[], found = sams) =>
  render(<EscalationBanner found={found} />, { known: [[escalationsQuery(7).queryKey, { items }]] })

test('whoever is asked reads what happened, what to do and who owns it, and says what was done', async () => {
  const page = await banner([escalationOf()])
  expect(page.one('region').name).toBe('Your help is asked for')
  expect(page.text).toContain(
    'This is the third contact for the same need. Guideline: Read the whole story first.',
  )
  expect(page.text).toMatch(/You were asked 4 min\. ago\. Sam Ode owns the case as before\./)
  expect(page.names('button')).toEqual(['I take it on…', 'I helped…', 'Not needed…'])
})

test('the owner sees who is asked, since when, and has nothing to answer', async () => {
  const nora = escalationOf({ asked: { id: 4, name: 'Nora Falk' }, may: { answer: false } })
  const page = await banner([nora], caseOf())
  expect(page.one('region').name).toBe('Nora Falk is asked for help')
  expect(page.text).toContain('Nora Falk was asked 4 min. ago.')
  expect(page.names('button')).toEqual([])
})

test('a lead may answer in the place of whoever is asked', async () => {
  const page = await banner([escalationOf({ asked: { id: 4, name: 'Nora Falk' } })])
  expect(page.names('button')).toHaveLength(3)
})

test('an owner who is asked themselves is not told who owns it; who else is asked stands apart', async () => {
  const nora = escalationOf({ id: 10, asked: { id: 4, name: 'Nora Falk' }, may: { answer: false } })
  const page = await banner([escalationOf(), nora], caseOf())
  expect(page.names('region')).toEqual(['Your help is asked for', 'Nora Falk is asked for help'])
  expect(page.text).not.toContain('owns the case as before')
})

test('the word of the customer is told; where there is no advice none is made up', async () => {
  const condition = { kind: 'words', words: ['refund'] } as const
  const page = await banner([
    escalationOf({ condition: { ...condition, words: ['refund'] }, said: 'refund' }),
    escalationOf({ id: 10, condition: { kind: 'manager-asked' }, advice: '' }),
  ])
  expect(page.one('region').text).toContain(
    'The customer wrote “refund”. Guideline: Read the whole story first. The customer asks for a manager. You were asked',
  )
  expect(page.names('button')).toHaveLength(3)
})

test('what was answered is no longer in the way', async () => {
  const by = { id: 1, name: 'Mia Lindqvist' }
  const answered = { by, at: minutesAgo(1), answer: 'helped' as const, words: 'I called.' }
  const page = await banner([escalationOf({ answered, may: { answer: false } })])
  expect(page.all('region')).toEqual([])
})

test.each([
  ['took-on', 'I take it on', 'What will you do?'],
  ['helped', 'I helped', 'What did you do?'],
  ['not-needed', 'Not needed', 'Why is no help needed?'],
] as const)('the answer %s asks for a sentence', async (answer, title, question) => {
  const page = await render(
    <AnswerDialog found={sams} escalation={escalationOf()} answer={answer} onClose={close} />,
  )
  expect(page.one('dialog').name).toBe(title)
  const field = page.one('textbox')
  expect([field.name, page.described(field)]).toEqual([question, 'Everybody on this case reads it.'])
  expect(field.attributes.maxlength).toBe('1000')
  expect(page.names('button')).toEqual(['Say so'])
})

test('an answer is sent to what asked', async () => {
  const asked = answers([200, escalationOf()])
  await answerEscalation(9, { answer: 'helped', words: 'I called.' })
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/api/v1/escalations/9/answer',
    body: { answer: 'helped', words: 'I called.' },
  })
})

const line = (event: string, attributes: Record<string, unknown>) => {
  const words = escalationWords(eventOf(event, attributes))
  return words && i18n._(words)
}
const about = { condition: { kind: 'ping-pong', between: 'teams' }, askedName: 'Nora Falk' }

test('the conversation keeps who was asked and why, and what they answered', () => {
  i18n.loadAndActivate({ locale: 'en', messages: {} })
  expect(line('escalations.asked', about)).toBe(
    'When it goes back and forth between two teams: Nora Falk was asked for help',
  )
  expect(line('escalations.passed-on', about)).toBe('Nora Falk is asked for help now')
  const answered = (answer: string) => line('escalations.answered', { ...about, answer, words: 'I called.' })
  expect(['took-on', 'helped', 'not-needed'].map(answered)).toEqual([
    'Mia Lindqvist takes it on: “I called.”',
    'Mia Lindqvist helped: “I called.”',
    'Mia Lindqvist says that no help is needed: “I called.”',
  ])
  expect(line('escalations.of-tomorrow', {})).toBeNull()
})
