import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Problem } from '../../app/problem.ts'
import { answers } from '../../app/testing/answers.ts'
import { hush } from '../../app/testing/grasp.tsx'
import { type Around, render } from '../../app/testing/render.tsx'
import { minutesAgo } from '../../app/testing/samples.ts'
import { importsQuery, type MailImport, mailboxesQuery, startImport } from './api.ts'
import { ImportDialog } from './import-dialog.tsx'
import ImportSettings from './import-settings.tsx'

beforeEach(hush)
afterEach(() => void vi.unstubAllGlobals())

const importOf = (change: Partial<MailImport> = {}): MailImport => ({
  ...{ id: 3, mailboxId: 4, address: 'help@larkfield.example', name: 'archive-2019.mbox', done: 0.42 },
  ...{ seen: 420, added: 400, known: 12, keptAside: 1, notShown: 7, perMinute: 900, secondsLeft: 130 },
  ...{ startedAt: minutesAgo(5), endedAt: null, fault: null },
  ...change,
})
const known = (...items: MailImport[]): Around => ({ known: [[importsQuery.queryKey, { items }]] })
const lineOf = async (change: Partial<MailImport> = {}) =>
  (await render(<ImportSettings />, known(importOf(change)))).one('listitem').text

test('an import under way says how far it is, what came of each mail, how fast and how long', async () => {
  const page = await render(<ImportSettings />, known(importOf()))
  expect(page.one('progressbar').name).toBe('How far archive-2019.mbox has come')
  const { text } = page.one('listitem')
  for (const words of ['400 new mails', '12 already there', '1 needs help', '7 of machines', '900 a minute'])
    expect(text).toContain(words)
  expect(text).toContain('about 3 minutes left')
})

test('one that has ended moves no more', async () => {
  const page = await render(
    <ImportSettings />,
    known(importOf({ endedAt: minutesAgo(1), secondsLeft: null, done: 1 })),
  )
  expect(page.all('progressbar')).toEqual([])
  expect(page.one('listitem').text).not.toContain('a minute')
})

test('what is nothing is not counted out', async () => {
  const text = await lineOf({ known: 0, keptAside: 0, notShown: 0, added: 1 })
  expect(text).toContain('1 new mail')
  expect(text).not.toMatch(/already there|need|machines/)
})

test('a file that is no mbox says so, and that nothing happened', async () => {
  const text = await lineOf({ fault: 'It is a packed file.', endedAt: minutesAgo(1) })
  expect(text).toContain('It is a packed file. Nothing of it was brought in.')
  expect(text).not.toContain('new mail')
})

test('nothing brought in yet is said, and how to get a file', async () => {
  const page = await render(<ImportSettings />, known())
  expect(page.text).toContain('Nothing brought in yet')
  expect(page.names('button')).toEqual(['Bring old mail'])
})

test('who may not see it reads none of it', async () => {
  const failed = [[importsQuery.queryKey, new Problem(403, {})]] as const
  expect((await render(<ImportSettings />, { failed })).all('listitem')).toEqual([])
})

test('the dialog asks for mailbox and file, and history is what one gets without asking', async () => {
  const page = await render(<ImportDialog onClose={() => {}} />, {
    known: [[mailboxesQuery.queryKey, { items: [] }]],
  })
  expect(page.text).toContain('Mailbox it belonged to')
  expect(page.text).toContain('An mbox file')
  expect(page.all('switch').map(({ attributes }) => attributes.checked ?? null)).toEqual([null, null])
})

test('what is chosen is what the desk is asked for', async () => {
  const asked = answers([201, importOf()])
  await startImport({ mailboxId: 4, fileKey: 'abc', isSent: true, openDays: 30 })
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /api/v1/mail-imports'])
})

test('one looks again only while something moves', () => {
  const interval = importsQuery.refetchInterval as (query: unknown) => number | false
  const of = (...items: MailImport[]) => interval({ state: { data: { items } } })
  expect(of(importOf())).toBeGreaterThan(0)
  expect(of(importOf({ endedAt: minutesAgo(1) }))).toBe(false)
})
