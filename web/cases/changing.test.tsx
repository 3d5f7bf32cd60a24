import { afterEach, expect, test, vi } from 'vitest'
import { setPresent } from '../app/live-updates.ts'
import { answers } from '../app/testing/answers.ts'
import { grasp, hush, toasts } from '../app/testing/grasp.tsx'
import { render } from '../app/testing/render.tsx'
import { caseOf } from '../app/testing/samples.ts'
import { useAct } from './acts/use-act.ts'
import { useUndoToast } from './acts/use-undo-toast.ts'
import { caseQuery, fileAddress, htmlAddress, takeCase } from './api.ts'
import { keeperOf } from './composer/drafts.ts'
import { Faces } from './faces.tsx'
import { useChangeCase } from './use-change-case.ts'
import { useTakeBack } from './use-take-back.ts'

afterEach(() => {
  hush()
  vi.unstubAllGlobals()
  keeperOf(7, 'reply', 11).clear(11)
})
const key = caseQuery(7).queryKey
const known = [[key, caseOf({ need: 'Dead line' })]] as const
const changing = () => grasp(() => useChangeCase(caseOf({ need: 'Dead line', version: 5 })), { known })

test('a change stands on the screen before the server has it, made on the version that was read', async () => {
  const asked = answers([200, caseOf({ need: 'Dead since May' })])
  const { it: change, client } = await changing()
  change({ need: 'Dead since May' })
  await vi.waitFor(() => expect(client.getQueryData(key)?.need).toBe('Dead since May'))
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]).toMatchObject({
    method: 'PATCH',
    path: '/api/v1/cases/7',
    body: { need: 'Dead since May' },
  })
  expect(asked[0]?.headers.get('if-match')).toBe('"5"')
})

test('who was slower sees their change taken back, with the reason', async () => {
  answers([412, { title: 'Changed meanwhile', detail: 'Ole changed it while you did.' }])
  const { it: change, client } = await changing()
  change({ need: 'Something else' })
  await vi.waitFor(async () => expect(await toasts()).toContain('Ole changed it while you did.'))
  expect(client.getQueryData(key)?.need).toBe('Dead line')
})

test('an act that is refused says so in the server’s words, and the case is read again either way', async () => {
  answers([409, { title: 'Taken', detail: 'Ole took it a moment ago.' }])
  const { it: act, client } = await grasp(() => useAct(7), { known })
  await act.mutateAsync(() => takeCase(7)).catch(() => {})
  expect(await toasts()).toContain('Ole took it a moment ago.')
  expect(client.getQueryState(key)?.isInvalidated).toBe(true)
})

const takingBack = async () => (await grasp(() => useTakeBack(caseOf()), { known })).it

test('what is taken back stands in the composer again, formatting and files included', async () => {
  const asked = answers([204])
  const content = {
    text: 'Too early',
    html: '<p>Too <b>early</b></p>',
    attachments: [{ key: 'k', name: 'a', size: 1 }],
  }
  await (await takingBack())(12, content)
  expect(asked[0]).toMatchObject({ method: 'DELETE', path: '/api/v1/cases/7/messages/12/sending' })
  expect(keeperOf(7, 'reply', 11).state().content).toMatchObject(content)
  expect(await toasts()).toContain('Taken back. Nobody has seen it; your words are below.')
})

test('taken back beside its message, it is the draft that the server made of it', async () => {
  const content = { text: 'Too early', html: '<p>Too <b>early</b></p>' }
  const draft = { mode: 'reply', content, seenUpTo: 11, updatedAt: '2026-01-01T00:00:00.000Z' }
  const asked = answers([204], [200, { items: [draft] }])
  await (await takingBack())(12)
  expect(asked[1]).toMatchObject({ method: 'GET', path: '/api/v1/cases/7/drafts' })
  expect(keeperOf(7, 'reply', 11).state().content).toMatchObject(content)
})

test('a draft that cannot be read just now does not make it look as if nothing was taken back', async () => {
  answers([204], [503, { title: 'Busy', detail: 'Busy.' }])
  await (await takingBack())(12)
  expect(await toasts()).toContain('Taken back. Nobody has seen it; your words are below.')
})

test('words that were begun meanwhile are not overwritten by those taken back', async () => {
  answers([204])
  keeperOf(7, 'reply', 11).change({ text: 'Newer words' })
  await (await takingBack())(12, { text: 'Older words' })
  expect(keeperOf(7, 'reply', 11).state().content.text).toBe('Newer words')
})

test('what has left cannot be taken back, and the composer stays empty', async () => {
  answers([409, { title: 'Too late', detail: 'It has left already.' }])
  await (await takingBack())(12, { text: 'Gone' })
  expect(await toasts()).toContain('It has left already.')
  expect(keeperOf(7, 'reply', 11).state().content.text).toBe('')
})

test('regrouping is told with a way back', async () => {
  const { it: tell } = await grasp(() => useUndoToast())
  tell(3, 'Merged into #900.')
  expect(await toasts()).toContain('Merged into #900. Take it back')
})

test('others on the case are faces with words; the reader is not their own company', async () => {
  setPresent(7, [
    { staffId: 1, name: 'Mia Lindqvist', doing: 'looking' },
    { staffId: 2, name: 'Ole Berg', doing: 'writing' },
    { staffId: 3, name: 'Eva Holm', doing: 'looking' },
  ])
  const page = await render(<Faces caseId={7} />)
  expect(page.one('list').name).toBe('Also here')
  expect(page.all('listitem').map(({ text }) => text)).toEqual(['Ole Berg is writing', 'Eva Holm is looking'])
  expect((await render(<Faces caseId={8} />)).all('listitem')).toEqual([])
})

test('a mail’s pictures from elsewhere are asked for only when somebody wants them', () => {
  expect(htmlAddress(7, 11, false)).toBe('/api/v1/cases/7/messages/11/html')
  expect(htmlAddress(7, 11, true)).toBe('/api/v1/cases/7/messages/11/html?images=shown')
  expect(fileAddress(7, 3)).toBe('/api/v1/cases/7/attachments/3')
})
