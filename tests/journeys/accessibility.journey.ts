import type { Page } from '@playwright/test'
import { type Desk, expect, test } from '../harness/desk.ts'
import { expectAccessible } from './axe.ts'
import { addMailbox, openCase, sendMail, setUp, signIn } from './steps.ts'

const service = 'service@example.org'
test.use({ deskOf: 'accessibility' })
test.describe.configure({ mode: 'serial', timeout: 180_000 })

async function fill(page: Page, desk: Desk) {
  await addMailbox(page, desk, service)
  const html = '<p>See <b>this</b></p><table><tr><td>1</td></tr></table>'
  const mail = { from: 'Ingrid Marchetti <ingrid@example.net>', to: service }
  await sendMail(desk, { ...mail, subject: 'Refund pending', text: 'Nobody called.\n\n> You wrote', html })
  await sendMail(desk, { ...mail, subject: 'Still nothing', text: 'See https://example.org/claim' })
  await page.goto(`${desk.url}/desk/all`)
  await expect(page.getByRole('option', { name: /Still nothing/ })).toBeVisible()
}

test('the doors: set-up, sign-in, forgotten password', async ({ desk, page }) => {
  await page.goto(desk.process.output().match(/http\S+\/set-up#token=\S+/)?.[0] ?? '')
  await expect(page.getByRole('heading', { name: 'Let us open the desk' })).toBeVisible()
  await expectAccessible(page, 'set-up')
  await setUp(page, desk)
  await expectAccessible(page, 'empty desk')
  await fill(page, desk)
  await page.context().clearCookies()
  for (const [path, heading] of [
    ['/sign-in', 'Welcome back'],
    ['/reset', 'Forgot your password?'],
    ['/reset#token=x', 'Choose a new password'],
    ['/invitation#token=x', 'Good to have you'],
  ] as const) {
    await page.goto('about:blank')
    await page.goto(desk.url + path)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    await expectAccessible(page, path)
  }
})

test('the desk: lists, a case, and everything that opens over it', async ({ desk, page }) => {
  await signIn(page, desk)
  await page.goto(`${desk.url}/desk/all`)
  await openCase(page, /Refund pending/)
  await expectAccessible(page, 'case')
  await page.keyboard.press('n')
  await expect(page.getByRole('region', { name: 'Write a note' })).toBeVisible()
  await expectAccessible(page, 'note')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'case menu')
  for (const act of ['Close without a solution…', 'Merge into another case…', 'Split a part off…']) {
    if (!(await page.getByRole('menu').isVisible())) await page.getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: act }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, act)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  for (const [key, name] of [
    ['c', 'New case by hand'],
    ['l', 'Write down a call or visit'],
    ['Control+k', 'Search anyone, do anything'],
    ['Shift+?', 'Keyboard shortcuts'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, name)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
})

test('a phone: list, case and story, one at a time', async ({ desk, page }) => {
  await page.setViewportSize({ width: 360, height: 740 })
  await signIn(page, desk)
  await page.goto(`${desk.url}/desk/all`)
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page, 'list on a phone')
  await openCase(page, /Refund pending/)
  await expectAccessible(page, 'case on a phone')
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(width).toBeLessThanOrEqual(360)
  await page.getByRole('button', { name: "The customer's story" }).click()
  await expect(page.getByRole('complementary', { name: "The customer's story" })).toBeVisible()
  await expectAccessible(page, 'story on a phone')
})

test('customers and their pages', async ({ desk, page }) => {
  await signIn(page, desk)
  await page.goto(`${desk.url}/customers`)
  await page.getByRole('button', { name: /Ingrid Marchetti/ }).click()
  await expect(page.getByRole('heading', { name: 'Ingrid Marchetti' })).toBeVisible()
  await expectAccessible(page, 'customer')
  await page.getByRole('button', { name: 'New customer' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'new customer')
})

const sections: [string, string | null][] = [
  ['account', null],
  ['security', null],
  ['macros', 'New macro'],
  ['people', 'Invite'],
  ['teams', 'New team'],
  ['mailboxes', 'New mailbox'],
  ['sending', null],
  ['kept-mail', null],
  ['fields', 'New field'],
  ['tokens', 'New token'],
  ['organisation', null],
]

test('every section of the settings, and what opens there', async ({ desk, page }) => {
  await signIn(page, desk)
  for (const [section, opens] of sections) {
    await page.goto(`${desk.url}/settings/${section}`)
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
    await expectAccessible(page, section)
    if (!opens) continue
    await page.getByRole('button', { name: opens }).first().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectAccessible(page, opens)
  }
})
