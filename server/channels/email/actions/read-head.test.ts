import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import type { FileStore } from '../../../platform/files/store.ts'
import { stopReaders } from '../mime/reader.ts'
import { linesOfHead, readHead } from './read-head.ts'

afterAll(stopReaders)
const holding = (...chunks: readonly string[]): FileStore => ({
  put: async () => undefined,
  get: () => Promise.reject(new Error('only its beginning is wanted')),
  stream: async () => Readable.from(chunks.map((chunk) => Buffer.from(chunk, 'latin1'))),
  remove: async () => undefined,
  size: async () => null,
})
const read = (...chunks: string[]) => readHead(holding(...chunks), 'key')

test.each([
  [
    'plain',
    'From: Ann <Ann@Customer.example>\r\nSubject: Hello\r\n\r\nHi',
    { from: { name: 'Ann', address: 'ann@customer.example' }, subject: 'Hello' },
  ],
  [
    'in encoded words and over two lines',
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n =?utf-8?Q?_aus_Bonn?=\r\nFROM: =?utf-8?B?SsO8cmdlbg==?= <j@x.example>\r\n\r\n',
    { from: { name: 'Jürgen', address: 'j@x.example' }, subject: 'Grüße aus Bonn' },
  ],
  ['with bare line ends', 'Subject: old\nFrom: a@b.example\n\nFrom: fake@x.example', { subject: 'old' }],
  [
    'without a sender',
    'To: us@desk.test\r\nSubject: Who am I?\r\n\r\n',
    { from: null, subject: 'Who am I?' },
  ],
  ['of nothing', '', { from: null, subject: null }],
  [
    'with lines after the head only',
    'X: y\r\n\r\nFrom: a@b.example\r\nSubject: body\r\n',
    { from: null, subject: null },
  ],
])('the head of a mail %s', async (_what, text, head) => {
  expect(await read(text)).toMatchObject(head)
})

test('what breaks the reader elsewhere in the mail does not hide who wrote it', async () => {
  const deep = Array.from(
    { length: 500 },
    (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
  )
  const head = await read('From: eve@evil.example\r\nSubject: deep\r\n', deep.join(''))
  expect(head).toEqual({ from: { name: '', address: 'eve@evil.example' }, subject: 'deep' })
})

test('no more than its beginning is looked at, however long it is, and each line is cut', async () => {
  const asked: number[] = []
  const endless = (async function* () {
    for (let n = 0; ; n += 1) {
      asked.push(n)
      yield Buffer.from(`X-Filler: ${'x'.repeat(10_000)}\r\n`)
    }
  })()
  const store = { ...holding(), stream: async () => Readable.from(endless, { highWaterMark: 1 }) }
  expect(await readHead(store, 'key')).toEqual({ from: null, subject: null })
  expect(asked.length).toBeLessThan(12)
  expect(linesOfHead(Buffer.from(`Subject: ${'x'.repeat(60_000)}\r\n\r\n`)).length).toBeLessThan(4_100)
})
