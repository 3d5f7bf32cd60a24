import { expect, test } from '../harness/desk.ts'
import { addMailbox, openCase, sendMail, setUp } from './steps.ts'

const service = 'service@example.org'
test.use({ deskOf: 'promises' })

test('a promise is made, noticed in a reply, kept, and counted', async ({ desk, page }) => {
  await setUp(page, desk)
  await addMailbox(page, desk, service)
  await sendMail(desk, {
    from: 'Ingrid Marchetti <ingrid@example.net>',
    to: service,
    subject: 'Refund still pending',
    text: 'Somebody wanted to call back, and nobody did.',
  })
  await page.goto(`${desk.url}/desk/all`)
  await openCase(page, /Ingrid Marchetti/)

  // Made in one step, in one's own words; a time that has passed is said to have passed.
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog', { name: 'Promise Ingrid Marchetti something' })
  await dialog.getByLabel('What do we promise?').fill('Call about the refund')
  await dialog.getByLabel('By when?').fill('yesterday at 10')
  await expect(dialog.getByText('That has passed already.')).toBeVisible()
  await dialog.getByLabel('By when?').fill('tomorrow by 10')
  await expect(dialog.getByRole('status')).toContainText('10:00')
  await dialog.getByRole('button', { name: 'Promise it' }).click()
  await expect(dialog).toBeHidden()
  const story = page.getByRole('complementary')
  await expect(story.getByText('Call about the refund')).toBeVisible()
  await expect(page.getByRole('option', { name: /Ingrid Marchetti/ })).toContainText('due in')

  // Noticed in what one writes, and asked about.
  await page.keyboard.press('r')
  await page
    .getByRole('textbox', { name: /Write to the customer/ })
    .pressSequentially('I will send you the receipt in 3 hours.')
  await page.keyboard.press('Control+Enter')
  const asked = page.getByRole('region', { name: 'Did you promise something?' })
  await asked.getByRole('button', { name: 'Yes, I keep it' }).click()
  await expect(asked).toBeHidden()
  await expect(story.getByText('I will send you the receipt in 3 hours.')).toBeVisible()

  // Kept, taken back, kept.
  await story.getByRole('button', { name: 'Kept' }).first().click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(story.getByRole('button', { name: 'Kept' })).toHaveCount(2)

  // Counted where everybody sees it.
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await expect(page.getByRole('heading', { name: 'Promises' })).toBeVisible()
  await expect(page.getByText('No value: nothing was due')).toBeVisible()
  await page.getByRole('link', { name: /Call about the refund/ }).click()
  await expect(page.getByRole('region', { name: 'Write a reply' })).toBeVisible()
})
