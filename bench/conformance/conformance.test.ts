import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stopReaders } from '../../server/channels/email/index.ts'
import { installRoot } from '../../server/platform/places.ts'
import { runSets } from './run-sets.ts'
import { isMet } from './set.ts'
import { mailSets } from './sets/index.ts'
import { tableOf } from './table.ts'

let data: string
beforeAll(() => {
  data = mkdtempSync(join(tmpdir(), 'regard-conformance-'))
})
afterAll(async () => {
  await stopReaders()
  rmSync(data, { recursive: true })
})

const put = (set: string, name: string, content: string | Buffer): void => {
  mkdirSync(join(data, set), { recursive: true })
  writeFileSync(join(data, set, name), content)
}

const mail = [
  'From: Bea =?utf-8?Q?M=C3=BCller?= <bea@customer.example>',
  'To: support@desk.example',
  'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  'Good morning',
  '--b',
  'Content-Type: text/csv; name=list.csv',
  '',
  'a;b',
  '--b--',
].join('\r\n')

const expected = {
  from: 'Bea Müller <bea@customer.example>',
  from_email: 'bea@customer.example',
  from_display_name: 'Bea Müller',
  to: 'support@desk.example',
  subject: 'Grüße',
  content_type: 'text/plain',
  body: 'Good morning',
  attachments: [{ filename: 'list.csv', data: 'a;b' }],
}

const zammad = async (fields: object) => {
  put('mail-zammad', 'one.eml', mail)
  put('mail-zammad', 'one.expected.json', JSON.stringify({ ...expected, ...fields }))
  const { results } = await runSets(mailSets, data)
  return results.find(({ set }) => set === 'mail-zammad')
}

describe('the conformance of reading', () => {
  it('finds nothing wrong in what is read right', async () => {
    const result = await zammad({})
    expect(result).toMatchObject({ cases: 1, passed: 1, failed: [], crashes: 0 })
    expect(result && isMet(result)).toBe(true)
  })

  it.each([
    ['another sender', { from_email: 'eve@evil.example' }, /sender is "bea@/],
    ['another name', { from_display_name: 'Eve' }, /name of the sender/],
    ['a subject not decoded', { subject: '=?utf-8?Q?Gr=C3=BC=C3=9Fe?=' }, /subject is "Grüße"/],
    ['another recipient', { to: 'sales@desk.example' }, /^to is/],
    ['another type', { content_type: 'text/html' }, /type is/],
    ['a file of another name', { attachments: [{ filename: 'x.csv', data: 'a;b' }] }, /no file "x.csv"/],
    ['other bytes', { attachments: [{ filename: 'list.csv', data: 'a;c' }] }, /other bytes/],
    ['a file too many', { attachments: [] }, /number of files/],
  ])('says that %s was read', async (_what, fields, why) => {
    const result = await zammad(fields)
    expect(result?.failed).toEqual([{ name: 'one', why: expect.stringMatching(why) }])
    expect(result && isMet(result)).toBe(false)
    expect(tableOf(result ? [result] : [], [])).toMatch(/MISSED[\s\S]*one: /)
  })

  it('names the sets that are not there', async () => {
    const { absent, results } = await runSets(mailSets, data)
    expect(absent).toContain('mail-helpdesk')
    expect(tableOf(results, absent)).toMatch(/mail-helpdesk +not present/)
  })

  it('counts a crash and a slow mail as missed, whatever else was read', () => {
    const result = { set: 's', cases: 2, passed: 2, failed: [], slowestMs: 5, crashes: 0, target: 1 }
    expect(isMet(result)).toBe(true)
    expect(isMet({ ...result, crashes: 1 })).toBe(false)
    expect(isMet({ ...result, slowestMs: 1_001 })).toBe(false)
    expect(isMet({ ...result, cases: 0, passed: 0 })).toBe(false)
  })
})

it('the collected mails are read right', async ({ skip }) => {
  const { results, absent } = await runSets(mailSets, join(installRoot, '..', 'shared', 'data'))
  if (absent.length === mailSets.length) skip('the collections are not present')
  const missed = results.filter((result) => !isMet(result))
  // A shared machine may pause us; the command itself holds every mail to its second.
  const wrong = missed.filter(({ cases, passed, target, crashes }) => passed / cases < target || crashes > 0)
  expect(tableOf(wrong, [])).toBe(tableOf([], []))
}, 60_000)
