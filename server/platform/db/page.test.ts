import { describe, expect, it } from 'vitest'
import { decodeCursor, encodeCursor, idOfCursor, toPage } from './page.ts'

describe('a page', () => {
  const rows = [1, 2, 3].map((id) => ({ id }))
  const page = (limit: number) =>
    toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => [row.id],
    )
  it('tells that there is more only when there is', () => {
    expect(page(3)).toEqual({ items: [1, 2, 3], next: null })
    expect(page(2).items).toEqual([1, 2])
    expect(decodeCursor(page(2).next ?? '', 1)).toEqual([2])
  })
  it('is empty without rows', () => {
    expect(
      toPage(
        [],
        10,
        () => 1,
        () => [1],
      ),
    ).toEqual({ items: [], next: null })
  })
})

describe('a cursor', () => {
  it('comes back as it went', () => {
    expect(decodeCursor(encodeCursor(['2026-01-01', 7, null]), 3)).toEqual(['2026-01-01', 7, null])
  })
  it.each([
    '',
    'x',
    '%%%',
    encodeCursor([1]),
    Buffer.from('[{"a":1},2]').toString('base64url'),
    Buffer.from('{"length":2}').toString('base64url'),
  ])('that is none of ours is refused: %s', (cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(expect.objectContaining({ code: 'platform.invalid' }))
  })
  it('that is one id is that id, and nothing else', () => {
    expect(idOfCursor(encodeCursor([7]))).toBe(7)
    for (const other of ['7', 1.5, null, 1e300])
      expect(() => idOfCursor(encodeCursor([other]))).toThrow(
        expect.objectContaining({ code: 'platform.invalid' }),
      )
  })
})
