import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { caseWith, choose, customer, openAt, own } from './world.ts'

const conversation = 'Conversation'

test('several cases at once: marked with the keyboard and the pointer, tagged, taken, closed, and told what was refused', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const needs = [own('Slow line'), own('No line'), own('Bill twice')]
  const ids: number[] = []
  for (const need of needs) ids.push((await caseWith(found, need)).id)
  await found.call('POST', `/cases/${ids[2]}/closure`, { reason: 'withdrawn', words: '' })
  await page.goto(`${desk.url}/desk/all`)
  const row = (index: number) => page.locator(`#case-${ids[index]}`)
  await row(0).click()
  await expect(row(0)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('x')
  await expect(page.getByRole('status').filter({ hasText: '1 marked' })).toBeVisible()
  for (const index of [1, 2]) await row(index).click({ modifiers: ['Control'] })
  await expect(page.getByRole('status').filter({ hasText: '3 marked' })).toBeVisible()

  const tag = own('wave').replace(' ', '-')
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Tag the marked cases' })
  await dialog.getByLabel('Add').fill(tag)
  await dialog.getByRole('button', { name: 'Change the tags' }).click()
  await expect(page.getByText('Done for 3')).toBeVisible()
  await expect(page.getByText(/\d marked/)).toBeHidden()
  await expect(page.getByRole('row', { name: tag })).toBeVisible()

  for (const index of [0, 1, 2]) await row(index).click({ modifiers: ['Control'] })
  await page.getByRole('button', { name: 'Close…' }).click()
  await page.getByRole('menuitem', { name: 'It is spam' }).click()
  await expect(page.getByText(/^2 done, 1 not: /)).toBeVisible()
  for (const id of [ids[0], ids[1]]) {
    await openAt(page, desk.url, id ?? 0)
    await expect(page.getByRole('article').getByText('Closed without solution').first()).toBeVisible()
  }
})

test('a part is split off into a case of its own, and the way back leaves everything as it was', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const words = [own('The router blinks'), own('And my bill is wrong')]
  const { id } = await caseWith(found, own('Two things'), words, await customer(found, own('Ana Twothings')))
  await openAt(page, desk.url, id)
  await choose(page, 'Split a part off…')
  const dialog = page.getByRole('dialog', { name: 'Split a part off' })
  await dialog.getByRole('checkbox', { name: new RegExp(words[1] ?? '') }).click({ force: true })
  const need = own('A wrong bill')
  await dialog.getByLabel('The need of the new case, in one line').fill(need)
  await dialog.getByRole('button', { name: 'Make it a case of its own' }).click()
  await expect(page.getByText('Split off into a case of its own.')).toBeVisible()
  const said = page.getByRole('region', { name: conversation })
  await expect(said).not.toContainText(words[1] ?? '')
  await expect(said).toContainText(words[0] ?? '')
  // Away from the list, whose rows stand still under the pointer.
  await said.hover()
  await expect(page.getByRole('option', { name: need })).toBeVisible()

  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByText('Everything is as it was.')).toBeVisible()
  await expect(said).toContainText(words[1] ?? '')
  await expect(page.getByRole('option', { name: need })).toBeHidden()
})

test('a part is moved to another case of the same customer, found in the dialog, and back', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const who = await customer(found, own('Bo Movepart'))
  const target = own('The older need')
  const to = await caseWith(found, target, ['First words.'], who)
  const stray = own('This belongs to the older one')
  const from = await caseWith(found, own('The newer need'), ['Stays here.', stray], who)
  await openAt(page, desk.url, from.id)
  await choose(page, 'Move a part to another case…')
  const dialog = page.getByRole('dialog', { name: 'Move a part to another case' })
  await dialog.getByRole('checkbox', { name: new RegExp(stray) }).click({ force: true })
  await dialog.getByRole('option', { name: new RegExp(target) }).click()
  await expect(page.getByText(`Moved to #${to.number}.`)).toBeVisible()
  await expect(page.getByRole('region', { name: conversation })).not.toContainText(stray)
  // The offer stays while the pointer is on it.
  await page.getByRole('button', { name: 'Take it back' }).hover()
  const other = await page.context().newPage()
  await openAt(other, desk.url, to.id)
  await expect(other.getByRole('region', { name: conversation })).toContainText(stray)

  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(page.getByRole('region', { name: conversation })).toContainText(stray)
  // The colleague who looks at the other case sees it leave again without touching anything.
  await expect(other.getByRole('region', { name: conversation })).not.toContainText(stray)
})
