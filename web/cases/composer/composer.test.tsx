import { afterEach, expect, test } from 'vitest'
import type { Case } from '../../../server/cases/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { caseOf, messageOf, pagesOf } from '../../app/testing/samples.ts'
import { conversationQuery } from '../api.ts'
import { Attached } from './attached.tsx'
import { Composer } from './composer.tsx'
import { keeperOf } from './drafts.ts'
import { SuggestList } from './suggest-list.tsx'

const may = caseOf().may
const keepers = () => [keeperOf(7, 'reply', 11), keeperOf(7, 'note', 11)]
afterEach(() => {
  for (const keeper of keepers()) keeper.clear(11)
})
const draw = (change: Partial<Case> = {}) =>
  render(<Composer found={caseOf(change)} onWriting={() => {}} />, {
    known: [
      [
        conversationQuery(7).queryKey,
        pagesOf({
          items: [messageOf({ id: 12, text: 'It works again!' })],
          earlier: null,
          earlierCases: { items: [], next: null },
        }),
      ],
    ],
  })

test('one begins with a reply: to whom, what becomes of the case, and Send', async () => {
  const page = await draw()
  expect(page.one('region').name).toBe('Write a reply')
  expect(page.names('textbox')).toEqual(['Write to the customer. / finds a macro.'])
  expect(page.names('button')).toContain('To astrid@berg.example')
  expect(page.text).toContain('then wait for the customer')
  expect(page.names('button')).toContain('Send')
})

test('an empty reply cannot be sent, one with words can', async () => {
  expect((await draw()).one('button', 'Send').attributes).toHaveProperty('disabled')
  keeperOf(7, 'reply', 11).change({ text: 'We are on it.' })
  const page = await draw()
  expect(page.one('button', 'Send').attributes).not.toHaveProperty('disabled')
  expect(page.one('textbox').text).toBe('We are on it.')
})

test('a file alone is worth sending, and stands there by name and size', async () => {
  keeperOf(7, 'reply', 11).change({ attachments: [{ key: 'k', name: 'bill.pdf', size: 2400 }] })
  const page = await draw()
  expect(page.one('list', 'Attachments').text).toBe('bill.pdf 2 kB')
  expect(page.names('button')).toContain('Take bill.pdf away')
  expect(page.one('button', 'Send').attributes).not.toHaveProperty('disabled')
})

test('a kept draft is not worth a word', async () => {
  expect((await draw()).one('status').text).toBe('')
})

test('who may only note begins with a note, and cannot choose the reply', async () => {
  const page = await draw({ may: { ...may, reply: false } })
  expect(page.one('region').name).toBe('Write a note')
  expect(page.one('radio', 'Reply').attributes).toHaveProperty('disabled')
  expect(page.one('radio', 'Note').attributes).toHaveProperty('checked')
  expect(page.names('button')).toContain('Keep note')
  expect(page.names('button')).not.toContain('To astrid@berg.example')
})

test('who may write nothing gets no place to write', async () => {
  expect((await draw({ may: { ...may, reply: false, note: false } })).text).toBe('')
})

test('a reply to nobody says so where the address would stand', async () => {
  const page = await draw({ replyTo: null })
  expect(page.names('button')).toContain('To nobody yet: add an address')
})

test('copies are named before they are sent', async () => {
  const page = await draw({ replyTo: { to: ['a@x.example'], cc: ['b@x.example', 'c@x.example'] } })
  expect(page.names('button')).toContain('To a@x.example copy to b@x.example, c@x.example')
})

test('what was said while one wrote is shown before sending, with its words', async () => {
  keeperOf(7, 'reply', 11).change({ text: 'We are still on it.' })
  const page = await draw({ newestMessageId: 12 })
  expect(page.one('alert').text).toContain('Astrid Berg wrote while you did.')
  expect(page.one('alert').text).toContain('It works again!')
  expect(page.names('button')).toContain('I have read it')
})

test('what the reader has seen needs no warning', async () => {
  expect((await draw()).all('alert')).toEqual([])
})

test('a file on its way shows how far it is, and can be stopped', async () => {
  const under = [{ id: 'u', name: 'photo.jpg', share: 0.4, stop: () => {} }]
  const page = await render(<Attached keeper={keeperOf(7, 'reply', 11)} files={[]} under={under} />)
  expect(page.one('progressbar', 'photo.jpg is being attached').attributes).toMatchObject({
    value: '0.4',
    max: '1',
  })
  expect(page.names('button')).toEqual(['Stop attaching photo.jpg'])
})

test('suggestions are a list box with one chosen; nothing that fits is said', async () => {
  const at = { left: 10, top: 100 } as DOMRect
  const items = [
    { id: 1, label: 'Line repaired', hint: 'Hello!' },
    { id: 2, label: 'Ask' },
  ]
  Object.assign(globalThis, { window: { innerHeight: 800 } })
  const page = await render(<SuggestList suggesting={{ items, chosen: 1, pick: () => {}, at }} />)
  const none = await render(<SuggestList suggesting={{ items: [], chosen: 0, pick: () => {}, at }} />)
  Reflect.deleteProperty(globalThis, 'window')
  expect(page.one('listbox').name).toBe('Suggestions')
  expect(page.all('option').map(({ text, attributes }) => [text, attributes['aria-selected']])).toEqual([
    ['Line repaired Hello!', 'false'],
    ['Ask', 'true'],
  ])
  expect(none.text).toBe('Nothing fits')
})
