import { setupI18n } from '@lingui/core'
import { expect, test } from 'vitest'
import type { Case } from '../../server/cases/contract.ts'
import type { Solution } from '../../server/solutions/contract.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, contactOf, minutesAgo, pagesOf } from '../app/testing/samples.ts'
import { conversationQuery } from '../cases/api.ts'
import { settingsQuery, solutionsQuery } from './api.ts'
import SolutionBanner from './banner.tsx'
import ProposeDialog from './propose-dialog.tsx'
import SolutionSettings, { daysIn } from './solution-settings.tsx'
import SpokenDialog from './spoken-dialog.tsx'
import { solutionWords } from './words.ts'

const close = () => {}
const i18n = setupI18n({ locale: 'en', messages: { en: {} } })

const solutionOf = (change: Partial<Solution> = {}): Solution => ({
  id: 3,
  words: 'We replaced the line card.',
  proposedBy: { id: 1, name: 'Mia Lindqvist' },
  proposedAt: minutesAgo(60),
  outcome: 'waiting',
  askedIn: { messageId: 12, contactId: null },
  reminders: 0,
  nextStepAt: null,
  silentSince: null,
  endedAt: null,
  answeredBy: null,
  answerWords: '',
  heardBy: null,
  ...change,
})

test('proposing says that only the customer’s answer counts, and greets them', async () => {
  const page = await render(<ProposeDialog found={caseOf()} onClose={close} />)
  expect(page.one('dialog').name).toBe('Propose as solved')
  expect(page.text).toContain('Only that answer counts.')
  expect(page.one('textbox').text).toContain('Hello Astrid Berg,')
  expect(page.names('button')).toEqual(['Ask Astrid Berg'])
})

const spoken = (items: ReturnType<typeof contactOf>[]) =>
  render(<SpokenDialog found={caseOf()} onClose={close} />, {
    known: [
      [
        conversationQuery(7).queryKey,
        pagesOf({ items, earlier: null, earlierCases: { items: [], next: null } }),
      ],
    ],
  })

test('a spoken answer needs the call it was given in', async () => {
  const none = await spoken([])
  expect(none.text).toContain('There is no call or visit on this case yet.')
  expect(none.names('button')).toEqual([])
  const one = await spoken([contactOf({ channel: 'call' })])
  expect(one.text).toContain('In their own words')
  expect(one.names('button')).toContain('Write it down')
})

const banner = (solution: Partial<Solution>, state: Case['state']) =>
  render(<SolutionBanner found={caseOf({ state })} />, {
    known: [[solutionsQuery(7).queryKey, { items: [solutionOf(solution)] }]],
  })

test('while the customer is asked, the question can be taken back', async () => {
  const page = await banner({ nextStepAt: minutesAgo(-60) }, 'solution-proposed')
  expect(page.text).toContain('Asked 1 hr. ago whether it is solved. Astrid Berg has not answered yet.')
  expect(page.text).toContain('We follow up')
  expect(page.names('button')).toEqual(['Take the question back'])
})

test('silence is called silence, and there is nothing to press', async () => {
  const page = await banner({ outcome: 'silent' }, 'unconfirmed')
  expect(page.text).toContain('It rests unconfirmed')
  expect(page.names('button')).toEqual([])
})

test('a "not yet" stands with the customer’s words until the case moved on', async () => {
  const answered = { outcome: 'not-yet', answerWords: 'The old phone still rings.' } as const
  expect((await banner(answered, 'open')).text).toContain('not solved: “The old phone still rings.”')
  expect((await banner(answered, 'waiting-for-customer')).text).not.toContain('old phone')
})

test('what happened is told in a sentence, and whose word it was', () => {
  const tell = (event: string, attributes: Record<string, unknown> = {}) => {
    const words = solutionWords({
      ...{ type: 'event', id: 1, at: minutesAgo(1), event, actorName: 'Sam', attributes },
    })
    return words && i18n._(words)
  }
  expect(tell('solutions.proposed')).toBe('Sam asked the customer whether it is solved')
  expect(tell('solutions.confirmed', { by: 'spoken' })).toBe('The customer told Sam that it is solved')
  expect(tell('solutions.confirmed', { by: 'link' })).toBe('Sam says: solved')
  expect(tell('solutions.not-yet', { by: 'link' })).toBe('Sam says: not solved yet')
  expect(tell('solutions.silent')).toBe('No answer: it rests unconfirmed')
  expect(tell('solutions.unheard-of')).toBeNull()
})

test('when customers are reminded is shown in days, and read from whatever stands between them', async () => {
  const settings = { reminderDays: [3, 7], restDays: 10, version: 1 }
  const page = await render(<SolutionSettings />, { known: [[settingsQuery.queryKey, settings]] })
  expect(page.one('textbox', 'Remind the customer after so many days').attributes.value).toBe('3, 7')
  expect(page.text).toContain('Silence never does.')
  expect(daysIn(' 3,7 and 12')).toEqual([3, 7, 12])
  expect(daysIn('never')).toEqual([])
})
