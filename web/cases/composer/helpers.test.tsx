import type { Editor } from '@tiptap/core'
import { afterEach, expect, test, vi } from 'vitest'
import { answers } from '../../app/testing/answers.ts'
import { grasp, hush, toasts } from '../../app/testing/grasp.tsx'
import { caseOf, mia } from '../../app/testing/samples.ts'
import { staffQuery } from '../../people/api.ts'
import { macrosQuery } from '../api.ts'
import { DraftKeeper } from './draft-keeper.ts'
import { useMacroPick } from './use-macro-pick.ts'
import { useSuggestions } from './use-suggestions.ts'
import { useUploads } from './use-uploads.ts'

afterEach(() => {
  hush()
  vi.unstubAllGlobals()
})

const macro = (id: number, title: string, shortcut = '') => ({
  ...{ id, teamId: null, title, shortcut, body: `${title}!`, addTags: [], version: 1 },
})
const known = [
  [macrosQuery.queryKey, { items: [macro(1, 'Line repaired', 'fix'), macro(2, 'Thank you')], next: null }],
  [
    staffQuery.queryKey,
    {
      items: [
        mia,
        { ...mia, id: 2, name: 'Ole Gone', email: 'ole@x.example', switchedOffAt: '2026-01-01T00:00:00Z' },
      ],
    },
  ],
] as const

test('a macro is found by any part of its name or by its short name, whatever the letters', async () => {
  const { it: find } = await grasp(() => useSuggestions('reply'), { known })
  expect(find('REPAIR').map(({ label }) => label)).toEqual(['Line repaired'])
  expect(find('fix')).toEqual([expect.objectContaining({ id: 1, hint: 'Line repaired!' })])
  expect(find('')).toHaveLength(2)
  expect(find('nothing like it')).toEqual([])
})

test('a note offers colleagues by name or address, but nobody who has left', async () => {
  const { it: find } = await grasp(() => useSuggestions('note'), { known })
  expect(find('larkfield').map(({ label }) => label)).toEqual(['Mia Lindqvist'])
  expect(find('ole')).toEqual([])
})

test('no more is offered than can be read at a glance', async () => {
  const items = Array.from({ length: 30 }, (_, index) => macro(index + 1, `Macro ${index}`))
  const { it: find } = await grasp(() => useSuggestions('reply'), {
    known: [[macrosQuery.queryKey, { items, next: null }]],
  })
  expect(find('macro')).toHaveLength(8)
})

/** An editor that writes down what it is told to do. */
const noting = () => {
  const told: unknown[] = []
  const chain = {
    focus: () => chain,
    deleteRange: (range: unknown) => chain.note('delete', range),
    insertContent: (content: unknown) => chain.note('insert', content),
    note: (what: string, value: unknown) => {
      told.push([what, value])
      return chain
    },
    run: () => true,
  }
  return { told, editor: { chain: () => chain } as unknown as Editor }
}

test('a macro takes the place of what was typed to find it, and adds only tags that are new', async () => {
  const asked = answers(
    [200, { text: 'Dear Astrid,\nfixed.', addTags: ['line', 'repaired'] }],
    [200, caseOf()],
  )
  const { it: pick } = await grasp(() => useMacroPick(caseOf({ tags: ['line'] })))
  const { told, editor } = noting()
  pick(editor, { from: 1, to: 5 }, 3)
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  expect(told).toEqual([
    ['delete', { from: 1, to: 5 }],
    ['insert', '<p>Dear Astrid,</p><p>fixed.</p>'],
  ])
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/v1/cases/7/macros/3' })
  expect(asked[1]).toMatchObject({ method: 'PATCH', body: { tags: ['line', 'repaired'] } })
})

test('a macro that is gone says so and writes nothing', async () => {
  answers([404, { title: 'Not found', detail: 'This macro was retired.' }])
  const { it: pick } = await grasp(() => useMacroPick(caseOf()))
  const { told, editor } = noting()
  pick(editor, { from: 1, to: 2 }, 3)
  await vi.waitFor(async () => expect(await toasts()).toContain('This macro was retired.'))
  expect(told).toEqual([['delete', { from: 1, to: 2 }]])
})

/** The browser's way of sending a file: everything arrives but programs. */
class Sending {
  readonly upload = {}
  status = 0
  response: unknown = null
  onload = () => {}
  open() {}
  setRequestHeader() {}
  send(form: FormData) {
    const { name } = form.get('file') as File
    this.status = name.endsWith('.exe') ? 415 : 201
    this.response =
      this.status === 201 ? { key: `key of ${name}`, name, size: 1 } : { detail: 'No programs.' }
    queueMicrotask(() => this.onload())
  }
}
const draft = () => new DraftKeeper({ save: async () => {}, drop: async () => {} }, 11)
const file = (name: string) => new File(['x'], name)

test('each file that arrives joins those the draft has already', async () => {
  vi.stubGlobal('XMLHttpRequest', Sending)
  const keeper = draft()
  keeper.change({ attachments: [{ key: 'first', name: 'a.pdf', size: 9 }] })
  const { it } = await grasp(() => useUploads(keeper))
  it.addAll([file('b.pdf'), file('c.pdf')])
  await vi.waitFor(() => expect(keeper.state().content.attachments).toHaveLength(3))
  expect(keeper.state().content.attachments?.map(({ key }) => key)).toEqual([
    'first',
    'key of b.pdf',
    'key of c.pdf',
  ])
})

test('a file that cannot be attached is named, and the others arrive', async () => {
  vi.stubGlobal('XMLHttpRequest', Sending)
  const keeper = draft()
  const { it } = await grasp(() => useUploads(keeper))
  it.addAll([file('bad.exe'), file('good.pdf')])
  await vi.waitFor(async () => expect(await toasts()).toContain('bad.exe: No programs.'))
  expect(keeper.state().content.attachments?.map(({ name }) => name)).toEqual(['good.pdf'])
})
