import { expect, test } from 'vitest'
import type { Suggested, Suggesting } from './suggest-list.tsx'
import { suggestRender } from './suggest-render.ts'

const items: Suggested[] = [
  { id: 1, label: 'Line repaired' },
  { id: 2, label: 'Ask' },
  { id: 3, label: 'Thank' },
]

function open(offered = items) {
  const picked: number[] = []
  const seen: (Suggesting | null)[] = []
  const life = suggestRender((now) => seen.push(now))?.()
  if (!life) throw new Error('Nothing is drawn')
  const props = {
    items: offered,
    command: ({ id }: Suggested) => picked.push(id),
    clientRect: () => ({ left: 1, top: 2 }) as DOMRect,
  }
  type Props = Parameters<NonNullable<typeof life.onStart>>[0]
  life.onStart?.(props as unknown as Props)
  const press = (key: string) => life.onKeyDown?.({ event: { key } } as never)
  return { picked, seen, press, life, props: props as unknown as Props, now: () => seen.at(-1) }
}

test('the first one is chosen when suggestions open', () => {
  expect(open().now()).toMatchObject({ chosen: 0, items, at: { left: 1 } })
})

test('the arrows move through them in a ring', () => {
  const { press, now } = open()
  press('ArrowUp')
  expect(now()?.chosen).toBe(2)
  press('ArrowDown')
  press('ArrowDown')
  expect(now()?.chosen).toBe(1)
})

test.each(['Enter', 'Tab'])('%s takes the chosen one and keeps the key from the text', (key) => {
  const { press, picked } = open()
  press('ArrowDown')
  expect(press(key)).toBe(true)
  expect(picked).toEqual([2])
})

test('every other key belongs to the text', () => {
  const { press, picked } = open()
  expect(press('a')).toBe(false)
  expect(press('Escape')).toBe(false)
  expect(picked).toEqual([])
})

test('when nothing fits, Enter makes a line as ever', () => {
  const { press, picked } = open([])
  expect(press('Enter')).toBe(false)
  expect(picked).toEqual([])
})

test('typing on begins at the first again', () => {
  const { press, life, props, now } = open()
  press('ArrowDown')
  life.onUpdate?.(props)
  expect(now()?.chosen).toBe(0)
})

test('after closing, no key is taken any more', () => {
  const { press, life, props, now } = open()
  life.onExit?.(props)
  expect(now()).toBeNull()
  expect(press('Enter')).toBe(false)
})
