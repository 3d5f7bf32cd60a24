import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type DraftContent, DraftKeeper, pause } from './draft-keeper.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function desk() {
  const saved: DraftContent[] = []
  const trouble: Error[] = []
  let drops = 0
  const store = {
    save: async (content: DraftContent) => {
      const error = trouble.shift()
      if (error) throw error
      saved.push(content)
    },
    drop: async () => {
      drops += 1
    },
  }
  return { keeper: new DraftKeeper(store, 10), saved, trouble, drops: () => drops }
}

test('what is written is kept one second after the pause, once', async () => {
  const { keeper, saved } = desk()
  keeper.change({ text: 'Hel' })
  await vi.advanceTimersByTimeAsync(pause - 100)
  keeper.change({ text: 'Hello' })
  await vi.advanceTimersByTimeAsync(pause - 100)
  expect(saved).toEqual([])
  expect(keeper.state().status).toBe('waiting')
  await vi.advanceTimersByTimeAsync(200)
  expect(saved).toEqual([{ text: 'Hello' }])
  expect(keeper.state().status).toBe('kept')
})

test('leaving the field keeps it at once', async () => {
  const { keeper, saved } = desk()
  keeper.change({ text: 'Hello' })
  await keeper.flush()
  expect(saved).toEqual([{ text: 'Hello' }])
})

test('trouble is said, and tried again until it is over; nothing is lost meanwhile', async () => {
  const { keeper, saved, trouble } = desk()
  trouble.push(new Error('database away'), new Error('still away'))
  keeper.change({ text: 'Hello' })
  await vi.advanceTimersByTimeAsync(pause)
  expect(keeper.state()).toMatchObject({ status: 'trouble', content: { text: 'Hello' } })
  await vi.advanceTimersByTimeAsync(11_000)
  expect(saved).toEqual([{ text: 'Hello' }])
  expect(keeper.state().status).toBe('kept')
})

test('what the server kept is shown, but never over words written here', () => {
  const { keeper } = desk()
  keeper.adopt({ text: 'from yesterday' }, 4)
  expect(keeper.state()).toMatchObject({ content: { text: 'from yesterday' }, seenUpTo: 4 })
  keeper.change({ text: 'newer' })
  keeper.adopt({ text: 'from yesterday' }, 4)
  expect(keeper.state().content.text).toBe('newer')
})

test('a message that arrives while one writes is not counted as seen; before the first word it is', () => {
  const { keeper } = desk()
  keeper.sawWhileEmpty(11)
  expect(keeper.state().seenUpTo).toBe(11)
  keeper.change({ text: 'Hello' })
  keeper.sawWhileEmpty(12)
  expect(keeper.state().seenUpTo).toBe(11)
  keeper.acknowledge(12)
  expect(keeper.state().seenUpTo).toBe(12)
})

test('an emptied draft is dropped, a sent one is not saved again', async () => {
  const { keeper, saved, drops } = desk()
  keeper.change({ text: 'Hello' })
  await keeper.flush()
  keeper.change({ text: ' ' })
  await keeper.flush()
  expect(drops()).toBe(1)
  keeper.change({ text: 'Goodbye' })
  keeper.clear(13)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(saved).toEqual([{ text: 'Hello' }])
  expect(keeper.state().content.text).toBe('')
})

test('an attachment alone is worth keeping', async () => {
  const { keeper, saved } = desk()
  keeper.change({ attachments: [{ key: 'k', name: 'a.pdf', size: 3 }] })
  await keeper.flush()
  expect(saved).toHaveLength(1)
})

test('words written while a save is under way are saved after it', async () => {
  const { keeper, saved } = desk()
  keeper.change({ text: 'one' })
  const first = keeper.flush()
  keeper.change({ text: 'one two' })
  await first
  await vi.advanceTimersByTimeAsync(pause)
  expect(saved.at(-1)).toEqual({ text: 'one two' })
})
