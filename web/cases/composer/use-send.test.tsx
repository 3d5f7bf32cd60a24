import { afterEach, expect, test, vi } from 'vitest'
import { answers } from '../../app/testing/answers.ts'
import { grasp, hush, toasts } from '../../app/testing/grasp.tsx'
import { caseOf } from '../../app/testing/samples.ts'
import { DraftKeeper } from './draft-keeper.ts'
import { useSend } from './use-composed.ts'
import { useSendReply, useWriteNote } from './use-send.ts'

afterEach(() => {
  hush()
  vi.unstubAllGlobals()
})

const keeperWith = (text: string) => {
  const keeper = new DraftKeeper({ save: async () => {}, drop: async () => {} }, 11)
  keeper.change({ text })
  return keeper
}
const reply = (text: string) => ({ text, attachments: [], seenUpTo: 11, nextState: 'open' as const })
const sending = async (text: string) => {
  const keeper = keeperWith(text)
  const { it, client } = await grasp(() => useSendReply(caseOf(), keeper))
  const send = (body = reply(text)) => it.mutateAsync(body).catch((error: unknown) => error)
  return { keeper, send, client }
}
const settled = () => vi.waitFor(async () => expect(await toasts()).not.toBe(''))

test('a reply that was sent leaves the composer empty and can be taken back', async () => {
  const asked = answers([201, { messageId: 12, undoUntil: null }])
  const { keeper, send } = await sending('We are on it.')
  await send()
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/api/v1/cases/7/replies' })
  expect(asked[0]?.body).toMatchObject({ text: 'We are on it.', seenUpTo: 11 })
  expect(keeper.state()).toMatchObject({ content: { text: '' }, seenUpTo: 12, status: 'kept' })
  expect(await toasts()).toContain('On its way to the customer. Take it back')
})

test('after silence the same words are sent under the same key, other words under another', async () => {
  const asked = answers(new Error('no line'), new Error('no line'), [201, { messageId: 12 }])
  const { send, keeper } = await sending('Hello')
  await send()
  await send()
  await send(reply('Hello again'))
  const keys = asked.map(({ headers }) => headers.get('idempotency-key'))
  expect(keys[0]).toMatch(/./)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
  expect(keeper.state().content.text).toBe('')
})

test('a reply that could not be sent keeps its words and says why', async () => {
  answers([422, { title: 'Not sent', detail: 'This address does not exist.', code: 'cases.no-recipient' }])
  const { keeper, send } = await sending('Hello?')
  await send()
  await settled()
  expect(await toasts()).toContain('This address does not exist.')
  expect(keeper.state().content.text).toBe('Hello?')
})

test('when the customer wrote meanwhile nothing is sent and nothing is called an error: the news is fetched', async () => {
  answers([409, { title: 'They wrote', code: 'cases.thread-moved' }])
  const { keeper, send, client } = await sending('Crossing words')
  const before = await toasts()
  client.setQueryData(['case', 7], caseOf())
  await send()
  expect(await toasts()).toBe(before)
  expect(keeper.state().content.text).toBe('Crossing words')
  await vi.waitFor(() => expect(client.getQueryState(['case', 7])?.isInvalidated).toBe(true))
})

test('a note that was not kept stays where it was written', async () => {
  answers(new Error('no line'))
  const keeper = keeperWith('Ask Ole')
  const { it } = await grasp(() => useWriteNote(caseOf(), keeper))
  await it.mutateAsync({ text: 'Ask Ole', attachments: [], mentionedIds: [] }).catch(() => {})
  expect(await toasts()).toContain('The note was not kept. Your words are still here; please try again.')
  expect(keeper.state().content.text).toBe('Ask Ole')
})

const composed = async (change: Partial<Parameters<typeof useSend>[0]> = {}) => {
  const content = { text: 'Hi', html: '<p>Hi</p>', attachments: [{ key: 'k', name: 'a.pdf', size: 1 }] }
  const input = { found: caseOf(), keeper: keeperWith('Hi'), content, seenUpTo: 11, isUploading: false }
  return (await grasp(() => useSend({ ...input, mode: 'reply', ...change }))).it
}

test.each([true, false])('what its writer chose to quote (%s) goes with the reply', async (quotes) => {
  const asked = answers([201, { messageId: 12 }])
  ;(await composed({ content: { text: 'Hi', quotes } })).run()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]?.body).toMatchObject({ text: 'Hi', quotes })
})

test('nothing can be sent while a file is on its way or there is nothing to say', async () => {
  expect((await composed()).canSend).toBe(true)
  expect((await composed({ isUploading: true })).canSend).toBe(false)
  expect((await composed({ content: { text: ' \n ' } })).canSend).toBe(false)
  const asked = answers()
  ;(await composed({ content: { text: '' } })).run()
  expect(asked).toEqual([])
})

test('what stands in the composer goes out as what it is: a reply to the customer', async () => {
  const asked = answers([201, { messageId: 12 }])
  ;(await composed()).run()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]?.path).toBe('/api/v1/cases/7/replies')
  expect(asked[0]?.body).toMatchObject({
    attachments: ['k'],
    nextState: 'waiting-for-customer',
    seenUpTo: 11,
  })
})

test('or a note, with those it mentions, which never reaches the customer’s address', async () => {
  const asked = answers([201, {}])
  const html = '<p>Ask <span data-type="mention" data-id="4">@Ole</span></p>'
  ;(await composed({ mode: 'note', content: { text: 'Ask @Ole', html } })).run()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  expect(asked[0]?.path).toBe('/api/v1/cases/7/notes')
  expect(asked[0]?.body).toEqual({ text: 'Ask @Ole', html, attachments: [], mentionedIds: [4] })
})
