import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { expectAccessible } from './axe.ts'
import { colleague, own, write } from './world.ts'

test.use({ deskOf: 'escalation' })

test('a lead writes when help is asked for; the customer’s words call a colleague, who answers', async ({
  desk,
  page,
  browser,
}) => {
  const house = await foundDesk(desk, page)
  const ruth = await colleague(browser, house, desk.url, { name: own('Ruth Berg'), role: 'lead' })
  const sam = await colleague(browser, house, desk.url, { name: own('Sam Ode') })

  // Written as a sentence, by keyboard where words are typed; what is missing is said at its place.
  await ruth.page.goto(`${desk.url}/settings/guidelines`)
  const list = ruth.page.getByRole('list', { name: 'Escalation guidelines' })
  await expect(list.getByRole('listitem').first()).toContainText('After the second hand-off between teams')
  await expect(list.getByRole('switch')).toHaveCount(0)
  await ruth.page.getByRole('button', { name: 'New guideline' }).click()
  const dialog = ruth.page.getByRole('dialog', { name: 'New guideline' })
  await dialog.getByRole('textbox', { name: 'and this is what to do' }).fill('Call at once and listen.')
  await dialog.getByRole('button', { name: 'then ask' }).click()
  await ruth.page.getByRole('option', { name: 'somebody by name' }).click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Name at least one word.')
  await dialog.getByRole('textbox', { name: 'one of these' }).fill('my lawyer, réclamation')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toContainText('Choose who is asked.')
  await dialog.getByRole('button', { name: 'namely' }).click()
  await ruth.page.getByRole('option', { name: sam.name }).click()
  await expectAccessible(ruth.page, 'writing a guideline')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  const written = list.getByRole('listitem').filter({ hasText: 'my lawyer' })
  await expect(written).toContainText(`asks ${sam.name}`)
  await expectAccessible(ruth.page, 'the guidelines')

  // Sam waits at his desk. What is said otherwise calls nobody; the words do, without a reload.
  await sam.page.goto(`${desk.url}/desk/needs-me`)
  await expect(sam.page.getByRole('heading', { name: 'Needs me now' })).toBeVisible()
  await write(house, 'Olga Diaz <olga@example.net>', 'My lawyers are friends', 'Nothing else.')
  await house.waitForCases(1)
  await write(
    house,
    'Ingrid Marchetti <ingrid@example.net>',
    'Third letter',
    'I have spoken with MY  Lawyer.',
  )
  const row = sam.page.getByRole('option', { name: /Ingrid Marchetti/ })
  await expect(row).toBeVisible({ timeout: 5_000 })
  await expect(sam.page.getByRole('option', { name: /Olga Diaz/ })).toHaveCount(0)
  await expect(row.locator('[title]').first()).toHaveAttribute(
    'title',
    'The customer wrote “my lawyer”. Call at once and listen.',
  )

  await row.click()
  const banner = sam.page.getByRole('region', { name: 'Your help is asked for' })
  await expect(banner).toContainText('Guideline: Call at once and listen.')
  await expectAccessible(sam.page, 'asked for help')
  await banner.getByRole('button', { name: 'I helped…' }).click()
  const answer = sam.page.getByRole('dialog', { name: 'I helped' })
  await answer.getByRole('button', { name: 'Say so' }).click()
  await expect(answer).toBeVisible()
  await answer.getByRole('textbox').fill('I called her; she takes the new model.')
  await expectAccessible(sam.page, 'answering')
  await answer.getByRole('button', { name: 'Say so' }).click()
  await expect(banner).toBeHidden()
  await expect(
    sam.page.getByText(`${sam.name} helped: “I called her; she takes the new model.”`),
  ).toBeVisible()

  // The owner has it as before, and reads what was done.
  await page.goto(`${desk.url}/desk/needs-me`)
  await page.getByRole('option', { name: /Ingrid Marchetti/ }).click()
  await expect(page.getByText(`${sam.name} helped: “I called her; she takes the new model.”`)).toBeVisible()
  await expect(page.getByRole('region', { name: /asked for/ })).toHaveCount(0)
  for (const each of [ruth, sam]) await each.page.close()
})
