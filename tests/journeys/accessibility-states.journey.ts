import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { expectAccessible } from './axe.ts'
import { caseWith, choose, colleague, customer, openAt, own } from './world.ts'

test.describe.configure({ timeout: 180_000 })

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
}

test('what lies over the lists and a case: the bar for many, news, suggestions, finds, toasts, held words', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const who = await customer(found, own('Axel Access'))
  const { id } = await caseWith(found, own('Seen by everybody'), ['One.', 'Two.'], who)
  await caseWith(found, own('The other one'), ['Three.'], who)
  await openAt(page, desk.url, id)
  await choose(page, 'Move a part to another case…')
  await page.getByRole('checkbox').first().click({ force: true })
  await expect(page.getByRole('listbox', { name: 'Cases found' })).toBeVisible()
  await expectAccessible(page, 'move, with cases found')
  await closeDialog(page)

  await page.keyboard.press('x')
  await expect(page.getByRole('status').filter({ hasText: '1 marked' })).toBeVisible()
  await expectAccessible(page, 'bar for many')
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await expectAccessible(page, 'tag many')
  await closeDialog(page)
  await page.getByRole('button', { name: 'Close…' }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await expectAccessible(page, 'close many')
  await page.keyboard.press('Escape')

  await page.locator(`#case-${id}`).hover()
  await caseWith(found, own('Fresh'), ['New.'])
  await expect(page.getByRole('button', { name: /come in/ })).toBeVisible()
  await expectAccessible(page, 'newcomers')
  await page.getByRole('button', { name: 'Unmark all' }).click()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('Axel')
  await expect(page.getByRole('menuitem', { name: /Axel/ }).first()).toBeVisible()
  await expectAccessible(page, 'finds')
  await page.keyboard.press('Escape')
  await closeDialog(page)

  await page.keyboard.press('n')
  await page.keyboard.type('@')
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible()
  await expectAccessible(page, 'suggestions')
  await page.keyboard.press('Escape')
  await page.getByRole('radio', { name: 'Reply' }).click({ force: true })
  await page.getByRole('textbox', { name: /Write to the customer/ }).pressSequentially('Soon.')
  const now = new Date().toISOString()
  await found.call('POST', `/cases/${id}/contacts`, { channel: 'chat', summary: 'Wait!', startedAt: now })
  await expect(page.getByRole('alert').filter({ hasText: 'wrote while you did' })).toBeVisible()
  await expectAccessible(page, 'held back')
  await page.getByRole('button', { name: 'I have read it' }).click()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('On its way to the customer.')).toBeVisible()
  await expectAccessible(page, 'sent, with its toast')
})

test('dialogs about people, and who a case belongs to', async ({ desk, page, browser }) => {
  const found = await foundDesk(desk, page)
  const her = await colleague(browser, found, desk.url, { name: own('Alma Access') })
  await page.goto(`${desk.url}/settings/people`)
  await page.getByRole('button', { name: `Change ${her.name}` }).click()
  await expect(page.getByRole('dialog', { name: her.name })).toBeVisible()
  await expectAccessible(page, 'change a colleague')
  await page.getByRole('button', { name: 'Role' }).click()
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page, 'choose a role')
  await page.keyboard.press('Escape')
  await closeDialog(page)
  const { id } = await caseWith(found, own('Whose is it'))
  await openAt(page, desk.url, id)
  await page.getByRole('button', { name: 'Say who it is' }).click()
  await expect(page.getByRole('dialog', { name: 'Who is it?' })).toBeVisible()
  await expectAccessible(page, 'who is it')

  await her.page.goto(`${desk.url}/settings/teams`)
  await expect(her.page.getByRole('heading', { name: 'This is not open to you' })).toBeVisible()
  await expectAccessible(her.page, 'no permission')
  await her.page.goto(`${desk.url}/settings/security`)
  await her.page.getByLabel('Your password').fill(her.password)
  await her.page.getByRole('button', { name: 'Turn it on' }).click()
  await expect(her.page.getByRole('img', { name: /QR/ })).toBeVisible()
  await expectAccessible(her.page, 'second step')
  await her.page.close()
})

test('when things are wrong: no such page, no such case, out of reach, signed out', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const { id } = await caseWith(found, own('When it rains'))
  await page.goto(`${desk.url}/nowhere/at/all`)
  await expect(page.getByRole('heading', { name: 'There is no page here' })).toBeVisible()
  await expectAccessible(page, 'no such page')
  await page.goto(`${desk.url}/desk/all/999999999`)
  await expect(page.getByRole('heading', { name: 'This is not open to you' })).toBeVisible()
  await expectAccessible(page, 'no such case')

  await page.route('**/api/v1/live', (route) => route.abort())
  await openAt(page, desk.url, id)
  await expect(page.getByText(/The desk is out of reach/)).toBeVisible()
  await expectAccessible(page, 'out of reach')
  await page.route('**/api/v1/customers?**', (route) => route.abort())
  await page.getByRole('link', { name: 'Customers' }).click()
  await expect(page.getByRole('heading', { name: 'We cannot reach the desk' })).toBeVisible()
  await expectAccessible(page, 'nothing to show')
  await page.unrouteAll()

  await openAt(page, desk.url, id)
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Take it' }).click()
  await expect(page.getByRole('dialog', { name: 'Please sign in again' })).toBeVisible()
  await expectAccessible(page, 'sign in again')
})
