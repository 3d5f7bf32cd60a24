import { afterEach, expect, test, vi } from 'vitest'
import { Problem } from '../../app/problem.ts'
import { answers } from '../../app/testing/answers.ts'
import { render } from '../../app/testing/render.tsx'
import { minutesAgo } from '../../app/testing/samples.ts'
import { type KeptMail, keptMailQuery, makeCaseOfMail, removeMail, tryAgain } from './api.ts'
import { Removal } from './kept-mail-row.tsx'
import KeptMailSettings from './kept-mail-settings.tsx'

vi.mock('../../locales/en/settings.po', () => ({ messages: {} }))
afterEach(() => void vi.unstubAllGlobals())

const mailOf = (change: Partial<KeptMail> = {}): KeptMail => ({
  ...{ id: 1, mailFrom: 'envelope@x.example', recipients: [], size: 9, attempts: 1, state: 'quarantined' },
  ...{ receivedAt: minutesAgo(5), reason: 'It broke its reader.', from: null, subject: null },
  ...change,
})
const show = (...items: KeptMail[]) =>
  render(<KeptMailSettings />, { known: [[keptMailQuery.queryKey, { items }]] })
const acts = 'Download Try again Open a case Remove'

test('a kept mail stands with its sender, subject and reason, as far as they can be read', async () => {
  const ann = mailOf({ from: { name: 'Ann', address: 'ann@x.example' }, subject: 'My line is dead' })
  const page = await show(ann, mailOf({ id: 2 }), mailOf({ id: 3, mailFrom: '' }))
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    `Ann <ann@x.example> My line is dead It broke its reader. 5 min. ago ${acts}`,
    `envelope@x.example It broke its reader. 5 min. ago ${acts}`,
    `No sender It broke its reader. 5 min. ago ${acts}`,
  ])
})

test('each button says which mail it is about, and all can be tried again when there are several', async () => {
  const page = await show(mailOf({ subject: 'Hello' }), mailOf({ id: 2 }))
  expect(page.names('button')).toEqual([
    'Try all again',
    ...['Try again: Hello', 'Open a case: Hello', 'Remove: Hello'],
    ...['Try again: envelope@x.example', 'Open a case: envelope@x.example', 'Remove: envelope@x.example'],
  ])
  expect(page.one('link', 'Download: Hello').attributes.href).toBe('/api/v1/kept-mails/1/raw')
})

test('where every mail found its place, it says so and offers nothing', async () => {
  const page = await show()
  expect(page.one('heading', 'Every mail found its place').tag).toBe('h2')
  expect(page.all('button')).toEqual([])
})

test('who may not see kept mail reads none of it', async () => {
  const failed = [[keptMailQuery.queryKey, new Problem(403, {})]] as const
  const page = await render(<KeptMailSettings />, { failed })
  expect(page.text).toContain('This is not open to you')
  expect(page.all('listitem')).toEqual([])
})

test('removing asks first, and says that nobody can bring it back', async () => {
  const ask = (isOpen: boolean) =>
    render(<Removal mail={mailOf()} isOpen={isOpen} onClose={() => {}} onConfirm={() => {}} />)
  expect((await ask(false)).all('dialog')).toEqual([])
  const page = await ask(true)
  expect(page.one('dialog', 'Remove this mail for good?').text).toContain('nobody can bring it back')
  expect(page.names('button')).toEqual(['Keep it', 'Remove it for good'])
})

test('one mail is tried again, one becomes a case, one is removed', async () => {
  const asked = answers([200, {}], [201, { caseId: 7, number: 107 }], [204])
  await tryAgain(8)
  expect(await makeCaseOfMail(1)).toEqual({ caseId: 7, number: 107 })
  await removeMail(2)
  expect(asked.map(({ method, path }) => [method, path])).toEqual([
    ['POST', '/api/v1/kept-mails/8/retry'],
    ['POST', '/api/v1/kept-mails/1/case'],
    ['DELETE', '/api/v1/kept-mails/2'],
  ])
})
