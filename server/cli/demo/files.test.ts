import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { mediaTypeOf } from '../../platform/files/media-type.ts'
import { pdfOf, pictureOf } from './files.ts'

test('a page says where each of its parts begins, so that any reader opens it', () => {
  const bytes = pdfOf(['Larkfield Telecom', '', 'Total: 84.50'])
  const text = bytes.toString('latin1')
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)?.[1])
  expect(text.slice(table, table + 4)).toBe('xref')
  const places = [...text.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, at]) => Number(at))
  expect(places).toHaveLength(5)
  for (const [index, at] of places.entries()) expect(text.slice(at, at + 7)).toBe(`${index + 1} 0 obj`)
  const [, length, stream] = /\/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/.exec(text) ?? []
  expect(stream).toHaveLength(Number(length))
  expect(stream).toContain('(Total: 84.50) Tj')
})

test.each([
  [1, 1],
  [7, 3],
  [96, 64],
])('a picture of %d by %d has a row for each line, and light everywhere', (width, height) => {
  const bytes = pictureOf(width, height)
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([width, height])
  const begins = bytes.indexOf('IDAT')
  const rows = inflateSync(bytes.subarray(begins + 4, begins + 4 + bytes.readUInt32BE(begins - 4)))
  expect(rows).toHaveLength((width * 3 + 1) * height)
  for (let y = 0; y < height; y += 1) expect(rows[y * (width * 3 + 1)]).toBe(0)
  expect(Math.min(...rows.filter((_, at) => at % (width * 3 + 1) !== 0))).toBeGreaterThan(60)
})

test('both are recognised by their bytes, whatever anybody calls them', async () => {
  expect(await mediaTypeOf(pdfOf(['x']), 'text/plain')).toBe('application/pdf')
  expect(await mediaTypeOf(pictureOf(2, 2), 'text/html')).toBe('image/png')
})
