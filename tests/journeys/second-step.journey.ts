import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { type Colleague, colleague, own } from './world.ts'

/** The six figures for one step of 30 seconds after the step of now; each code opens an account only once. */
const codeAt = (secret: string, stepsAhead: number): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsAhead * 30_000 })

async function passwordIn(page: Page, { email, password }: Colleague): Promise<void> {
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused()
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^You:/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
}

test('with a second step a password alone opens nothing; a code does, and once each a recovery code', async ({
  desk,
  page: founder,
  browser,
}) => {
  const found = await foundDesk(desk, founder)
  const person = await colleague(browser, found, desk.url, { name: own('Tova Twostep') })
  const { page } = person
  await page.goto(`${desk.url}/settings/security`)
  await page.getByLabel('Your password').fill('not my password at all')
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /\w/ }).first()).toBeVisible()
  await page.getByLabel('Your password').fill(person.password)
  await page.getByRole('button', { name: 'Turn it on' }).click()
  await expect(page.getByRole('img', { name: 'QR code with the secret' })).toBeVisible()
  const secret = ((await page.locator('code').first().textContent()) ?? '').replace(/\s/g, '')
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(secret, 0))
  await page.getByRole('button', { name: 'Turn it on' }).click()
  const codes = await page.getByLabel('Recovery codes').textContent()
  const [recovery = ''] = (codes ?? '').split('\n')
  expect(recovery.length).toBeGreaterThan(7)
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByText('On. Signing in needs your password and a code.')).toBeVisible()

  await signOut(page)
  await passwordIn(page, person)
  await page.getByRole('textbox', { name: 'Code' }).fill('000000')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
  await page.getByRole('textbox', { name: 'Code' }).fill(codeAt(secret, 1))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Needs me now' })).toBeVisible()

  await signOut(page)
  await passwordIn(page, person)
  await page.getByRole('textbox', { name: 'Code' }).fill(recovery)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Needs me now' })).toBeVisible()

  await signOut(page)
  await passwordIn(page, person)
  await page.getByRole('textbox', { name: 'Code' }).fill(recovery)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible()
  await page.close()
})
