import { expect, test } from 'vitest'
import type { Case } from '../../../server/cases/contract.ts'
import { type Around, render } from '../../app/testing/render.tsx'
import {
  caseOf,
  caseRow,
  contactOf,
  messageOf,
  mia,
  noteOf,
  pagesOf,
  teamOf,
} from '../../app/testing/samples.ts'
import { staffQuery, teamsQuery } from '../../people/api.ts'
import { conversationQuery, customerCasesQuery } from '../api.ts'
import { MacroDialog } from '../settings/macro-dialog.tsx'
import BulkTags from './bulk-tags.tsx'
import CaseDialogs from './case-dialogs.tsx'
import LogContact from './log-contact.tsx'
import NewCase from './new-case.tsx'

const close = () => {}
const items = [messageOf(), noteOf(), contactOf({ id: 4, subject: 'She called again' })]
const desk: Around = {
  known: [
    [
      conversationQuery(7).queryKey,
      pagesOf({ items, earlier: null, earlierCases: { items: [], next: null } }),
    ],
    [
      customerCasesQuery(5).queryKey,
      { items: [caseRow(), caseRow({ id: 8, number: 900, need: 'New router' })], next: null },
    ],
    [teamsQuery.queryKey, { items: [teamOf({ id: 9, name: 'Lines' }), teamOf()] }],
    [staffQuery.queryKey, { items: [mia] }],
  ],
}
const ask = (asked: 'close' | 'merge' | 'split' | 'move', change: Partial<Case> = {}) =>
  render(<CaseDialogs asked={asked} found={caseOf(change)} onClose={close} />, desk)

test('closing without a solution says that only the customer can call something solved, and asks why', async () => {
  const page = await ask('close')
  expect(page.one('dialog').name).toBe('Close without a solution')
  expect(page.text).toContain('Only the customer can say that it is solved.')
  expect(page.names('button')).toEqual(['It needs no answer Because', 'Close the case'])
  expect(page.one('textbox', 'In your words').attributes.maxlength).toBe('500')
})

test('merging offers this customer’s other cases from the start, never the case itself', async () => {
  const page = await ask('merge')
  expect(page.one('dialog').name).toBe('Merge #1042 into another case')
  expect(page.all('option').map(({ text }) => text)).toEqual(['#900 New router Astrid Berg'])
  expect(page.text).toContain('It can be taken back.')
})

test('a case of nobody has no others at hand, and says so', async () => {
  const page = await ask('merge', { customer: null })
  expect(page.text).toContain('No other case fits yet.')
})

test('what can be split off are the contacts, with their first words; notes are not', async () => {
  const page = await ask('split')
  expect(page.one('group').name).toBe('Which parts belong elsewhere?')
  expect(page.all('checkbox').map(({ name }) => name)).toEqual([
    'Astrid Berg: It is still dead this morning. 5 min. ago',
    'She called again 1 hr. ago',
  ])
})

test('before anything is chosen there is nothing to press', async () => {
  expect((await ask('split')).names('button')).toEqual([])
  expect((await ask('move')).names('textbox')).toEqual([])
})

test('a call is written down with who served, in minutes', async () => {
  const page = await render(<LogContact caseId={7} onClose={close} />, desk)
  expect(page.one('group').name).toBe('Who served, one line for each person')
  expect(page.one('textbox', 'Person').attributes.value).toBe('Mia Lindqvist')
  for (const minutes of ['Queue, min', 'Talk, min', 'Hold, min'])
    expect(page.one('textbox', minutes).attributes).toMatchObject({ inputmode: 'decimal', value: '' })
  expect(page.names('button')).toContain('Call How they reached us')
  expect(page.names('button')).toContain('The customer Who began')
})

test('the only line of a call cannot be taken away', async () => {
  const page = await render(<LogContact caseId={7} onClose={close} />, desk)
  expect(page.names('button')).not.toContain('Take this line away')
  expect(page.names('button')).toContain('One more person')
})

test('a new case goes to a team of its writer unless they choose another', async () => {
  const page = await render(<NewCase onClose={close} />, desk)
  expect(page.names('button')).toContain('Support Team')
  expect(page.one('textbox', 'What they need, in one line').attributes).toHaveProperty('required')
})

test('who belongs to no team begins with the first one', async () => {
  const page = await render(<NewCase onClose={close} />, {
    ...desk,
    session: { person: { ...mia, teamIds: [] } },
  })
  expect(page.names('button')).toContain('Lines Team')
})

test('tags for many cases are added and taken away in one go', async () => {
  const page = await render(<BulkTags onTags={() => {}} onClose={close} />)
  expect(page.names('textbox')).toEqual(['Add', 'Take away'])
  expect(page.described(page.one('textbox', 'Add'))).toBe('Several with commas between them')
})

test('a new macro is for everybody and offers what can be filled in', async () => {
  const page = await render(<MacroDialog macro={null} onClose={close} />, desk)
  expect(page.names('button')).toContain('Everybody For')
  expect(page.names('button')).toContain('{{customer.first_name}}')
  expect(page.names('button')).not.toContain('Retire it')
})

test('an existing macro stands in its fields and can be retired', async () => {
  const macro = {
    id: 1,
    teamId: 9,
    title: 'Fixed',
    shortcut: 'fix',
    body: 'Hello!',
    addTags: ['a', 'b'],
    version: 2,
  }
  const page = await render(<MacroDialog macro={macro} onClose={close} />, desk)
  expect(page.one('dialog').name).toBe('Fixed')
  expect(page.one('textbox', 'Short name after /').attributes.value).toBe('fix')
  expect(page.one('textbox', 'Words').text).toBe('Hello!')
  expect(page.one('textbox', 'Tags it adds').attributes.value).toBe('a, b')
  expect(page.names('button')).toContain('Lines For')
  expect(page.names('button')).toContain('Retire it')
})
