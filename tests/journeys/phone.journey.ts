import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { caseWith, customer, own } from './world.ts'

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

test('on a phone: from the list to a case, an answer with the thumb, the story, and back', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const need = own('On the move')
  const name = own('Pia Phone')
  await caseWith(found, need, ['No signal here.'], await customer(found, name))
  await page.goto(`${desk.url}/desk/all`)
  await page.getByRole('option', { name: new RegExp(need) }).tap()
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('No signal here.')
  await expect(page.getByRole('listbox', { name: 'Cases' })).toBeHidden()
  expect(await overflow(page)).toBeLessThanOrEqual(0)

  await page.getByRole('textbox', { name: /Write to the customer/ }).tap()
  await page.keyboard.type('We look into it.')
  const send = page.getByRole('button', { name: 'Send', exact: true })
  await expect(send).toBeInViewport({ ratio: 1 })
  await send.tap()
  await expect(page.getByText('On its way to the customer.')).toBeVisible()

  await page.getByRole('button', { name: "The customer's story" }).tap()
  const story = page.getByRole('complementary', { name: "The customer's story" })
  await expect(story).toContainText(name)
  await story.getByRole('button', { name: 'Close' }).tap()
  await expect(story).toBeHidden()
  await page.getByRole('link', { name: 'Back to the list' }).tap()
  await expect(page.getByRole('listbox', { name: 'Cases' })).toBeVisible()
})

test('on a phone: other lists, customers and settings are a thumb away and fit the screen', async ({
  desk,
  page,
}) => {
  await foundDesk(desk, page)
  await page.goto(`${desk.url}/desk/needs-me`)
  const mine = page.getByRole('menuitem', { name: 'Mine' })
  await expect(async () => {
    await page.getByRole('heading', { name: 'Needs me now' }).getByRole('button').tap()
    await expect(mine).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await mine.tap()
  await expect(page).toHaveURL(/\/desk\/mine$/)
  const rooms = page.getByRole('navigation', { name: 'Rooms' })
  await rooms.getByRole('link', { name: 'Customers' }).tap()
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await rooms.getByRole('link', { name: 'Settings' }).tap()
  for (const section of ['My account', 'Signing in', 'People', 'Teams', 'Mailboxes', 'API tokens']) {
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section }).tap()
    await expect(page.getByRole('heading', { name: section, level: 2 })).toBeVisible()
    expect(await overflow(page), section).toBeLessThanOrEqual(0)
    await page.getByRole('link', { name: 'Back to all settings' }).tap()
  }
})
