import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { caseWith, colleague, customer, openAt, own } from './world.ts'

test('a macro is written once on its screen and fills itself in by / and a few letters', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const title = own('Line repaired')
  await page.goto(`${desk.url}/settings/macros`)
  await page.getByRole('button', { name: 'New macro' }).click()
  const dialog = page.getByRole('dialog', { name: 'New macro' })
  await dialog.getByLabel('Title').fill(title)
  await dialog.getByLabel('Short name after /').fill('fixed')
  await dialog.getByLabel('Words', { exact: true }).fill('Dear ')
  await dialog.getByRole('button', { name: '{{customer.first_name}}' }).click()
  await dialog.getByLabel('Words', { exact: true }).press('End')
  await dialog
    .getByLabel('Words', { exact: true })
    .pressSequentially(', case #{{case.number}} is with {{agent.name}}.')
  await dialog.getByLabel('Tags it adds').fill('repaired')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: title })).toContainText('/fixed')

  const { id, number } = await caseWith(
    found,
    own('Dead line'),
    ['Dead.'],
    await customer(found, own('Frida')),
  )
  await openAt(page, desk.url, id)
  await page.keyboard.press('r')
  const words = page.getByRole('textbox', { name: /Write to the customer/ })
  await expect(words).toBeFocused()
  await page.keyboard.type('/')
  await expect(page.getByRole('listbox', { name: 'Suggestions' })).toBeVisible()
  await page.keyboard.type(title.split(' ').at(-1) ?? '')
  await expect(page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await expect(words).toHaveText(`Dear Frida, case #${number} is with Mia Lindqvist.`)
  await expect(page.getByRole('row', { name: 'repaired' })).toBeVisible()
})

test('a mention brings the case to the colleague by itself, says why, and looking after it clears it', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const her = await colleague(browser, found, desk.url, { name: own('Nadia Mention') })
  const need = own('Who knows this')
  const { id } = await caseWith(found, need)
  await her.page.goto(`${desk.url}/desk/needs-me`)
  await expect(her.page.getByRole('heading', { name: 'Needs me now' })).toBeVisible()
  await expect(her.page.getByRole('option', { name: need })).toBeHidden()

  await openAt(page, desk.url, id)
  await page.keyboard.press('n')
  await page.keyboard.type(`Do you know this, @${her.name.split(' ')[0]}`)
  await expect(page.getByRole('option', { name: new RegExp(her.name) })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.type('?')
  await page.keyboard.press('Control+Enter')
  const note = page.getByRole('region', { name: 'Note by Mia Lindqvist, only for us' })
  await expect(note).toContainText(`Do you know this, @${her.name}`)

  const row = her.page.getByRole('option', { name: need })
  await expect(row).toBeVisible()
  await expect(row.locator('[title]').first()).toHaveAttribute('title', /mention/i)
  await row.click()
  await expect(her.page.getByRole('region', { name: 'Note by Mia Lindqvist, only for us' })).toBeVisible()
  // Away from the list, whose rows stand still under the pointer.
  await her.page.getByRole('main').hover()
  await expect(her.page.getByRole('option', { name: need })).toBeHidden({ timeout: 20_000 })
  await her.page.close()
})

test('two who look at one case see each other, and who writes', async ({ desk, page, browser }) => {
  const found = await foundDesk(desk, page)
  const him = await colleague(browser, found, desk.url, { name: own('Ola Present') })
  const { id } = await caseWith(found, own('Both of us'))
  await openAt(page, desk.url, id)
  const here = page.getByRole('list', { name: 'Also here' })
  await expect(here).toBeHidden()
  await openAt(him.page, desk.url, id)
  await expect(here.getByRole('listitem')).toContainText(`${him.name} is looking`)
  await expect(him.page.getByRole('list', { name: 'Also here' })).toContainText('Mia Lindqvist is looking')
  await him.page.keyboard.press('r')
  await him.page.keyboard.type('I have it')
  await expect(here.getByRole('listitem')).toContainText(`${him.name} is writing`)
  await him.page.goto(`${desk.url}/desk/all`)
  await expect(here).toBeHidden()
  await him.page.close()
})

test('what comes in while the pointer rests on the list is counted above it and moves no row', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const { id } = await caseWith(found, own('Stays under the pointer'))
  await page.goto(`${desk.url}/desk/all`)
  const row = page.locator(`#case-${id}`)
  await row.hover()
  const before = await row.boundingBox()
  const later = own('Came in meanwhile')
  await caseWith(found, later)
  await expect(page.getByRole('button', { name: '1 case has come in. Show it' })).toBeVisible()
  await expect(page.getByRole('option', { name: later })).toBeHidden()
  expect(await row.boundingBox()).toEqual(before)
  await page.getByRole('main').hover()
  await expect(page.getByRole('option', { name: later })).toBeVisible()
  await expect(page.getByRole('button', { name: /has come in/ })).toBeHidden()
})
