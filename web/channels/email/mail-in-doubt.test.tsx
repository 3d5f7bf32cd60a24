import { afterEach, expect, test, vi } from 'vitest'
import { Problem } from '../../app/problem.ts'
import { answers } from '../../app/testing/answers.ts'
import { type Around, render } from '../../app/testing/render.tsx'
import { caseOf, minutesAgo } from '../../app/testing/samples.ts'
import { doubtQuery, type KeptMail, keptMailQuery, settleDoubt, tryAgain } from './api.ts'
import DoubtBanner from './doubt-banner.tsx'
import KeptMailSettings from './kept-mail-settings.tsx'

afterEach(() => void vi.unstubAllGlobals())

const mailOf = (change: Partial<KeptMail> = {}): KeptMail => ({
  ...{ id: 8, mailFrom: 'astrid@berg.example', recipients: ['help@larkfield.example'], size: 2048 },
  ...{
    receivedAt: minutesAgo(5),
    state: 'quarantined',
    reason: 'The mail has no readable part',
    attempts: 3,
  },
  ...change,
})
const kept = (...items: KeptMail[]): Around => ({ known: [[keptMailQuery.queryKey, { items }]] })

test('a mail that found no place stands with its sender, the reason and since when', async () => {
  const page = await render(<KeptMailSettings />, kept(mailOf()))
  expect(page.one('list', 'Mail that needs help').tag).toBe('ul')
  expect(page.one('listitem').text).toBe(
    'astrid@berg.example The mail has no readable part, 5 min. ago Download Try again',
  )
})

test('a mail that names no sender is not an empty line', async () => {
  expect((await render(<KeptMailSettings />, kept(mailOf({ mailFrom: null })))).text).toContain('No sender')
})

test('where every mail found its place, it says so and offers nothing', async () => {
  const page = await render(<KeptMailSettings />, kept())
  expect(page.text).toContain('Every mail found its place')
  expect(page.all('button')).toEqual([])
})

test('who may not see kept mail reads none of it', async () => {
  const failed = [[keptMailQuery.queryKey, new Problem(403, {})]] as const
  const page = await render(<KeptMailSettings />, { failed })
  expect(page.text).toContain('This is not open to you')
  expect(page.all('listitem')).toEqual([])
})

test('the mail itself is one click away, and several are tried again at once', async () => {
  const page = await render(<KeptMailSettings />, kept(mailOf(), mailOf({ id: 9 })))
  const links = page.all('link').filter(({ name }) => name === 'Download')
  expect(links.map(({ attributes }) => attributes.href)).toEqual([
    '/api/v1/kept-mails/8/raw',
    '/api/v1/kept-mails/9/raw',
  ])
  expect(page.names('button')).toContain('Try all again')
  expect((await render(<KeptMailSettings />, kept(mailOf()))).names('button')).not.toContain('Try all again')
})

test('trying again asks for that one mail', async () => {
  const asked = answers([202, {}])
  await tryAgain(8)
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/v1/kept-mails/8/retry'])
})

const other = { id: 3, number: 1007, need: 'The line crackles', why: 'stranger' as const }
const banner = (found = caseOf(), belongsTo: (Omit<typeof other, 'why'> & { why: string }) | null = other) =>
  render(<DoubtBanner found={found} />, { known: [[doubtQuery(7).queryKey, { belongsTo }]] })

test('a mail that answers another case leads there, says why it is here, and can be moved', async () => {
  const page = await banner()
  expect(page.one('complementary').name).toBe('Where this may belong')
  expect(page.one('link').name).toBe('#1007 “The line crackles”')
  expect(page.one('link').attributes.href).toBe('/desk/all/3')
  expect(page.text).toContain('but its writer takes no part there.')
  expect(page.names('button')).toEqual(['Move it to #1007', 'It does not belong there'])
})

test('who may not move a case is still told where it may belong', async () => {
  const { may } = caseOf()
  const page = await banner(caseOf({ may: { ...may, regroup: false, note: false } }))
  expect(page.names('link')).toEqual(['#1007 “The line crackles”'])
  expect(page.names('button')).toEqual([])
})

test('without doubt there is nothing to read', async () => {
  expect((await banner(caseOf(), null)).text).toBe('')
})

test.each([
  ['disowned', 'This answers #1007 “The line crackles”, but nothing proves who sent it.'],
  ['subject', 'The subject names #1007 “The line crackles”. Does it belong there?'],
])('why it is open where it belongs (%s) is said', async (why, words) => {
  expect((await banner(caseOf(), { ...other, why })).text).toContain(words)
})

test('saying that it belongs nowhere else, and taking that back, are one request each', async () => {
  const asked = answers([200, null], [200, null])
  await settleDoubt(7, true)
  await settleDoubt(7, false)
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['PUT', '/api/v1/cases/7/doubt', { isSettled: true }],
    ['PUT', '/api/v1/cases/7/doubt', { isSettled: false }],
  ])
})
