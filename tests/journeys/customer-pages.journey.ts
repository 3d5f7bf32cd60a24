import type { Page } from '@playwright/test'
import { type Desk, expect, test } from '../harness/desk.ts'
import { type FoundDesk, foundDesk } from '../harness/found-desk.ts'
import { type MailSink, startMailSink } from '../harness/mail-sink.ts'
import { expectAccessible } from './axe.ts'
import { write } from './world.ts'

/** Customers read their mail on old phones, behind strict filters, with scripts switched off. */
test.use({ deskOf: 'customer-pages', deskSettings: { UNDO_SECONDS: '0' }, javaScriptEnabled: false })

const her = 'ingrid@customers.example'
let sink: MailSink
test.beforeAll(async () => {
  sink = await startMailSink()
})
test.afterAll(() => sink.close())

/** A desk whose mail to customers arrives in the sink, and a case of Ingrid's. */
const withCase = async (desk: Desk, page: Page, need: string): Promise<FoundDesk & { caseId: number }> => {
  const found = await foundDesk(desk, page)
  const { items } = (await found.call('GET', '/mailboxes')) as { items: unknown[] }
  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none', user: '' }
  if (items.length === 0)
    await found.call('POST', '/mailboxes', { name: 'Larkfield', address: found.address, teamId: 1, smtp })
  const before = (await found.waitForCases(0)).length
  await write(found, `Ingrid Marchetti <${her}>`, need, 'Nobody called me back.')
  const newest = Math.max(...(await found.waitForCases(before + 1)).map(({ id }) => id))
  return { ...found, caseId: newest }
}

/** The first address in the newest mail to her that begins like this. */
const linkInMail = async (beginning: string): Promise<string> => {
  let link: string | undefined
  await expect
    .poll(() => {
      const texts = sink.mails.filter(({ to }) => to.includes(her)).map(({ mail }) => mail.text ?? '')
      link = texts.flatMap((text) => text.match(/http\S+/g) ?? []).findLast((one) => one.includes(beginning))
      return link
    })
    .toBeDefined()
  return link ?? ''
}

const signIn = async (desk: Desk, page: Page): Promise<void> => {
  await page.context().clearCookies()
  await page.goto(`${desk.url}/my`)
  await page.getByLabel('Your e-mail address').fill(her)
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await expect(page.getByRole('heading', { name: 'Please look into your mail' })).toBeVisible()
  await page.goto(await linkInMail('/my/sign-in/'))
  await page.getByRole('button', { name: 'Show my cases' }).click()
  await expect(page.getByRole('heading', { name: 'Your cases' })).toBeVisible()
  sink.mails.length = 0
}

const propose = async (found: FoundDesk, caseId: number, words: string): Promise<void> => {
  const { newestMessageId } = (await found.call('GET', `/cases/${caseId}`)) as { newestMessageId: number }
  await found.call('POST', `/cases/${caseId}/solutions`, { words, seenUpTo: newestMessageId })
}

test('without scripts a customer signs in by mail, sees who has her case, answers with a file and asks for a manager', async ({
  desk,
  page,
}) => {
  const { caseId, call } = await withCase(desk, page, 'Refund still pending')
  await call('POST', `/cases/${caseId}/owner`)
  const dueAt = new Date(Date.now() + 3 * 3_600_000).toISOString()
  await call('POST', `/cases/${caseId}/promises`, { what: 'Call you back', dueAt })
  await call('POST', `/cases/${caseId}/notes`, { text: 'She sounds tired of us.' })

  await signIn(desk, page)
  await page.getByRole('link', { name: /Refund still pending/ }).click()
  const standing = page.getByRole('region', { name: 'What happens next' })
  await expect(standing).toContainText('Mia Lindqvist')
  await expect(standing).toContainText('Call you back')
  await expect(standing).toContainText('Mia Lindqvist, by ')
  await expect(page.getByText('Nobody called me back.')).toBeVisible()
  await expect(page.getByText('tired of us')).toHaveCount(0)

  await page.getByLabel('Write to us').fill('Here is the receipt.')
  const file = { name: 'receipt.txt', mimeType: 'text/plain', buffer: Buffer.from('48-2291-07') }
  await page.getByLabel('Add files').setInputFiles(file)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByRole('status')).toHaveText('Thank you. It has arrived, and is on your case.')
  await expect(page.getByText('Here is the receipt.')).toBeVisible()
  const kept = await page.request.get(
    desk.url + (await page.getByRole('link', { name: 'receipt.txt' }).getAttribute('href')),
  )
  expect(await kept.text()).toBe('48-2291-07')

  await page.getByText('Ask for a manager').first().click()
  await page.getByLabel(/What should they know/).fill('Three weeks now.')
  await page.getByRole('button', { name: 'Ask for a manager' }).click()
  await expect(page.getByRole('status')).toContainText('Somebody who leads the team looks at your case.')
  await expect(page.getByText('Three weeks now.')).toBeVisible()
  await expect(standing).toContainText('Mia Lindqvist')

  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto(`${desk.url}/my/cases/${caseId}`)
  await expect(page.getByRole('heading', { name: 'See your cases' })).toBeVisible()
})

test('without scripts only her word solves it: not yet by the mailed link, then yes on her page', async ({
  desk,
  page,
}) => {
  const found = await withCase(desk, page, 'Wrong phone on the plan')
  const stateOf = async () => ((await found.call('GET', `/cases/${found.caseId}`)) as { state: string }).state
  await propose(found, found.caseId, 'We changed the phone on your plan.')
  await page.context().clearCookies()
  await page.goto(await linkInMail('/not-yet'))
  await expect(page.getByRole('heading', { name: 'Is it solved?' })).toBeVisible()
  await expect(page.getByText('We changed the phone on your plan.')).toBeVisible()
  await page.getByLabel('What is still missing?').fill('It is the wrong colour.')
  await page.getByRole('button', { name: 'No, not yet' }).click()
  await expect(page.getByText('Mia Lindqvist has it on the desk again.')).toBeVisible()
  await page.getByRole('button').waitFor({ state: 'detached' })

  await foundDesk(desk, page)
  expect(await stateOf()).toBe('open')
  await propose(found, found.caseId, 'Now it is the blue one.')
  await linkInMail('/yes')
  await signIn(desk, page)
  await page.getByRole('link', { name: /Wrong phone on the plan/ }).click()
  await expect(page.getByText('It is the wrong colour.')).toBeVisible()
  await page.getByRole('button', { name: 'Yes, it is solved' }).click()
  await expect(page.getByRole('status')).toHaveText('Thank you for your answer.')
  await expect(page.getByRole('region', { name: 'What happens next' })).toContainText('Solved')
  await foundDesk(desk, page)
  expect(await stateOf()).toBe('solved')
})

test.describe('under axe', () => {
  test.use({ javaScriptEnabled: true })

  test('every page that a customer meets, on a small phone too', async ({ desk, page }) => {
    const found = await withCase(desk, page, 'No dial tone')
    await propose(found, found.caseId, 'The exchange was reset.')
    const answer = await linkInMail('/yes')
    await page.context().clearCookies()
    await page.setViewportSize({ width: 320, height: 640 })
    const see = async (path: string, heading: string) => {
      await page.goto(path.startsWith('http') ? path : desk.url + path)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await expectAccessible(page, heading)
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    }
    await see('/my', 'See your cases')
    await see('/my/sign-in/used-up-or-guessed', 'Welcome back')
    await see(answer, 'Is it solved?')
    await see(answer.replace(/solution\/[^/]+/, 'solution/guessed'), 'This link does not work any more')
    await signIn(desk, page)
    await see('/my', 'Your cases')
    await see(`/my/cases/${found.caseId}`, 'No dial tone')
    await page.getByText('Ask for a manager').first().click()
    await expectAccessible(page, 'ask for a manager')
    await see('/my/cases/999999', 'We could not find that')
    await page.goto(answer)
    await page.getByRole('button', { name: 'Yes, it is solved' }).click()
    await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible()
    await expectAccessible(page, 'thank you')
  })
})
