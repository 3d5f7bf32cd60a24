import { expect, test } from 'vitest'
import type { DueTimes } from '../../server/promises/contract.ts'
import { inMinutes, promiseOf } from '../app/testing/promise-samples.ts'
import { render } from '../app/testing/render.tsx'
import { caseOf, mia } from '../app/testing/samples.ts'
import { staffQuery } from '../people/api.ts'
import { dueTimesQuery } from './api.ts'
import { DueField } from './due-field.tsx'
import MoveDialog from './move-dialog.tsx'
import PromiseDialog from './promise-dialog.tsx'
import type { ChosenDue } from './use-due.ts'
import WithdrawDialog from './withdraw-dialog.tsx'

const close = () => {}
const soon = inMinutes(120)
const later = inMinutes(24 * 60)

const times = (change: Partial<DueTimes> = {}): DueTimes => ({
  timeZone: 'Europe/Stockholm',
  choices: [
    { key: 'today', dueAt: soon },
    { key: 'tomorrow', dueAt: later },
  ],
  otherwise: later,
  read: null,
  ...change,
})
const left = { ...mia, id: 3, name: 'Ana Ruiz', switchedOffAt: '2026-01-01T00:00:00.000Z' }
const around = {
  known: [
    [dueTimesQuery(7, '').queryKey, times()],
    [staffQuery.queryKey, { items: [mia, { ...mia, id: 2, name: 'Otto Ek' }, left] }],
  ] as const,
}

test('promising asks what, by when and who, and begins with oneself', async () => {
  const page = await render(<PromiseDialog found={caseOf()} onClose={close} />, around)
  expect(page.one('dialog').name).toBe('Promise Astrid Berg something')
  expect(page.names('textbox')).toEqual(['What do we promise?', 'By when?'])
  expect(page.names('button')).toEqual([
    'Today by 17:00',
    'Tomorrow by 10:00',
    'I keep it Who keeps it?',
    'Promise it',
  ])
  expect(page.one('status').text).toContain('the end of the next working day')
  expect(page.text).toContain('The customer sees it with your name.')
})

test('who has left the desk is not offered as a keeper', async () => {
  const { markup } = await render(<PromiseDialog found={caseOf()} onClose={close} />, around)
  expect(markup).toContain('Otto Ek')
  expect(markup).not.toContain('Ana Ruiz')
})

test('what a reply seemed to promise is there already, with its time', async () => {
  const noticed = { id: 3, messageId: 12, what: 'I will call you.', dueAt: soon, timeGiven: true }
  const page = await render(<PromiseDialog found={caseOf()} noticed={noticed} onClose={close} />, around)
  expect(page.one('textbox', 'What do we promise?').attributes.value).toBe('I will call you.')
  expect(page.one('button', 'Today by 17:00').attributes['aria-pressed']).toBe('true')
  expect(page.one('button', 'Tomorrow by 10:00').attributes['aria-pressed']).toBe('false')
})

test('a promise moves with the customer: their yes is asked for and never assumed', async () => {
  const page = await render(<MoveDialog promise={promiseOf()} onClose={close} />, around)
  expect(page.one('dialog').name).toBe('Move “Call back about the line”')
  expect(page.one('checkbox', 'The customer has agreed').attributes).not.toHaveProperty('checked')
  expect(page.text).not.toContain('stays in the ledger as broken')
})

test('what is broken stays broken, whether it is moved or withdrawn', async () => {
  const promise = promiseOf({ state: 'broken', dueAt: inMinutes(-30) })
  const moved = await render(<MoveDialog promise={promise} onClose={close} />, around)
  expect(moved.text).toContain('it stays in the ledger as broken. The new time is promised anew.')
  const withdrawn = await render(<WithdrawDialog promise={promise} onClose={close} />)
  expect(withdrawn.text).toContain('it stays in the ledger as broken. There is nothing left to do.')
})

test('to withdraw one writes down what the customer said', async () => {
  const page = await render(<WithdrawDialog promise={promiseOf()} onClose={close} />)
  expect(page.one('textbox', 'What did they say?').attributes).toHaveProperty('required')
  expect(page.names('button')).toEqual(['It is withdrawn'])
})

type Read = { dueAt: string; timeGiven: boolean; isPast: boolean }
const meaning = async (words: string, found: Read | null): Promise<string> => {
  const read = found && { ...found, words }
  const dueAt = read && !read.isPast ? read.dueAt : ''
  const due: ChosenDue = { words, times: times({ read }), read, dueAt, write: close, pick: close }
  return (await render(<DueField due={due} />)).one('status').text
}

test('words for a time are answered: what they mean, what is missing, or that it has passed', async () => {
  expect(await meaning('whenever', null)).toContain('We find no time in this.')
  expect(await meaning('yesterday', { dueAt: inMinutes(-60), timeGiven: true, isPast: true })).toContain(
    'That has passed already.',
  )
  expect(await meaning('tomorrow', { dueAt: later, timeGiven: false, isPast: false })).toContain(
    'You named no hour',
  )
  expect(await meaning('at five', { dueAt: soon, timeGiven: true, isPast: false })).not.toContain('no')
})
