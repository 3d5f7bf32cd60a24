import { afterAll, describe, expect, it } from 'vitest'
import { readMail, stopReaders } from './reader.ts'

const head = ['From: eve@hostile.example', 'To: support@desk.test', 'Subject: bomb', 'MIME-Version: 1.0']
const mail = (...lines: string[]): Buffer => Buffer.from([...head, ...lines].join('\r\n'))

const nested = (depth: number): Buffer => {
  const open = Array.from({ length: depth }, (_, n) => [
    `Content-Type: multipart/mixed; boundary="b${n}"`,
    '',
    `--b${n}`,
  ]).flat()
  return mail(...open, 'Content-Type: text/plain', '', 'deep')
}
const manyParts = (count: number): Buffer =>
  mail(
    'Content-Type: multipart/mixed; boundary="b"',
    '',
    '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n'.repeat(count),
    '--b--',
  )
const recipients = (count: number): Buffer =>
  mail(`Cc: ${Array.from({ length: count }, (_, n) => `p${n}@example.org`).join(',\r\n ')}`, '', 'x')

const bombs: readonly [string, () => Buffer][] = [
  ['ten thousand nested parts', () => nested(10_000)],
  ['two hundred thousand parts', () => manyParts(200_000)],
  ['a header of ten megabytes', () => mail(`X-Long: ${'x'.repeat(10_000_000)}`, '', 'x')],
  ['a hundred thousand recipients', () => recipients(100_000)],
  ['one line of twenty megabytes', () => mail('', 'x'.repeat(20_000_000))],
  [
    'quotes upon quotes',
    () => mail('', Array.from({ length: 5_000 }, (_, n) => `${'>'.repeat(n % 500)} x`).join('\r\n')),
  ],
  [
    'HTML nested ten thousand deep',
    () => mail('Content-Type: text/html', '', `${'<div><b>'.repeat(10_000)}x`),
  ],
  ['comments that never close', () => mail('Content-Type: text/html', '', '<!--'.repeat(200_000))],
  ['encoded words without end', () => mail(`X-Words: ${'=?utf-8?q?=41?= '.repeat(50_000)}`, '', 'x')],
  ['parameters without end', () => mail(`Content-Type: text/plain${'; a*0*=x'.repeat(50_000)}`, '', 'x')],
]

/** The longest time the main thread was not there for others, in milliseconds, while `work` was done. */
const longestPause = async (work: () => Promise<unknown>): Promise<number> => {
  let last = performance.now()
  let longest = 0
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 10)
  await work()
  clearInterval(timer)
  return longest
}

afterAll(() => stopReaders())

describe('T26 bombs', () => {
  it.each(bombs)(
    '%s is read or refused in its own thread, and the next mail is read',
    async (_what, build) => {
      const bytes = build()
      const before = process.memoryUsage().rss
      const pause = await longestPause(() => readMail(bytes).catch(() => null))
      // A bound, not a measure: a desk that stands still while it reads would miss it by far.
      expect(pause).toBeLessThan(2_000)
      expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 * 1024)
      const next = await readMail(mail('', 'the next mail'))
      expect(next.text).toContain('the next mail')
    },
    60_000,
  )
})
