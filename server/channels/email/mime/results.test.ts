import { expect, test } from 'vitest'
import { reportedResults } from './results.ts'

const header = (value: string) => ({ key: 'authentication-results', value })
const received = { key: 'received', value: 'from a by b' }
const read = (value: string) => reportedResults([header(value)])[0]

test('reads method, result and properties as RFC 8601 has them', () => {
  expect(
    read(
      'mx.example.org 1; spf=pass smtp.mailfrom=Ana@Example.net; dkim=pass (2048-bit key) header.d=example.net header.s=k1; dmarc=fail reason="not ours; at all" header.from=example.net',
    ),
  ).toEqual({
    server: 'mx.example.org',
    isOutermost: false,
    results: [
      { method: 'spf', result: 'pass', properties: { 'smtp.mailfrom': 'ana@example.net' } },
      { method: 'dkim', result: 'pass', properties: { 'header.d': 'example.net', 'header.s': 'k1' } },
      {
        ...{ method: 'dmarc', result: 'fail' },
        properties: { reason: 'not ours; at all', 'header.from': 'example.net' },
      },
    ],
  })
})

test('a comment can hide nothing, however it is nested, and a quoted text is no comment', () => {
  expect(read('mx (a (b) \\) dmarc=pass); dkim/1=fail (x; spf=pass)')?.results).toEqual([
    { method: 'dkim', result: 'fail', properties: {} },
  ])
  expect(read('mx; dkim=pass header.d="a(b"; spf=none')?.results).toHaveLength(2)
  expect(read('mx; none')?.results).toEqual([])
})

test('what stands below a header of the writer was in the mail before any server saw it', () => {
  const mine = header('mx; dmarc=fail')
  const forged = header('mx; dmarc=pass')
  expect(reportedResults([mine, { key: 'subject', value: 'Hi' }, forged])).toHaveLength(1)
  const both = reportedResults([mine, received, forged])
  expect(both.map(({ isOutermost }) => isOutermost)).toEqual([true, false])
})

test('a header without end is read up to a bound', () => {
  const begun = performance.now()
  expect(read(`mx; ${'('.repeat(1_000_000)}`)?.results).toEqual([])
  expect(read(`mx; ${'dkim=pass; '.repeat(100_000)}`)?.results.length).toBeLessThanOrEqual(50)
  expect(performance.now() - begun).toBeLessThan(5_000)
})
