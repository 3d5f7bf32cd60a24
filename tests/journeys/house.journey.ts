import { expect, test } from '../harness/desk.ts'
import { FOUNDER, foundDesk } from '../harness/found-desk.ts'
import { caseWith, colleague, customer, openAt, own } from './world.ts'

test('a colleague is invited on the screen, comes in by the link once, and finds only what an agent may use', async ({
  desk,
  page,
  browser,
}) => {
  await foundDesk(desk, page)
  const name = own('Iris Newcomer')
  await page.goto(`${desk.url}/settings/people`)
  await page.getByRole('button', { name: 'Invite' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite a colleague' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('E-mail address').fill(FOUNDER.email)
  await dialog.getByRole('checkbox').first().click({ force: true })
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByText(/already/i).first()).toBeVisible()
  await dialog
    .getByLabel('E-mail address')
    .fill(`${name.toLowerCase().replace(/\W+/g, '.')}@larkfield.example`)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  const link = (await dialog.getByLabel('Invitation link').textContent()) ?? ''
  await dialog.getByRole('button', { name: 'Close' }).click()
  const row = page.getByRole('listitem').filter({ hasText: name })
  await expect(row).toContainText('invited')

  const hers = await browser.newPage()
  await hers.goto(link)
  await hers.getByLabel('Password').fill('short')
  await hers.getByRole('button', { name: 'Join the desk' }).click()
  await expect(hers.getByRole('heading', { name: 'Good to have you' })).toBeVisible()
  await hers.getByLabel('Password').fill('twelve green frogs in a row')
  await hers.getByRole('button', { name: 'Join the desk' }).click()
  await expect(hers.getByRole('heading', { name: 'Needs me now' })).toBeVisible()
  await expect(row).not.toContainText('invited')

  await hers.goto(`${desk.url}/settings`)
  const offered = hers.getByRole('navigation', { name: 'Settings' }).getByRole('link')
  await expect(offered).toHaveText([
    ...['My account', 'Signing in', 'Duty and absence', 'Escalation guidelines'],
  ])
  for (const closed of [
    'macros',
    'people',
    'teams',
    'mailboxes',
    'sending',
    'kept-mail',
    'fields',
    'tokens',
    'organisation',
  ]) {
    await hers.goto(`${desk.url}/settings/${closed}`)
    await expect(hers.getByRole('heading', { name: 'This is not open to you' })).toBeVisible()
  }

  const second = await browser.newPage()
  await second.goto(link)
  await second.getByLabel('Password').fill('another long enough password')
  await second.getByRole('button', { name: 'Join the desk' }).click()
  await expect(second.getByRole('alert').filter({ hasText: /\w/ })).toBeVisible()
  await second.close()
  await hers.close()
})

test('who answers for the cases of a new team is its duty lead, from the first second, and others do not see them', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const lead = await colleague(browser, found, desk.url, { name: own('Dag Dutylead'), role: 'lead' })
  const outsider = await colleague(browser, found, desk.url, { name: own('Ulla Outside') })
  const team = own('Fibre')
  await page.goto(`${desk.url}/settings/teams`)
  await page.getByRole('button', { name: 'New team' }).click()
  const dialog = page.getByRole('dialog', { name: 'New team' })
  await dialog.getByLabel('Name').fill(team)
  await dialog.getByRole('button', { name: 'Duty lead' }).click()
  await page.getByRole('option', { name: lead.name }).click()
  await dialog.getByRole('checkbox', { name: lead.name }).click({ force: true })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: team })).toContainText(lead.name)

  const { items } = (await found.call('GET', '/teams')) as { items: { id: number; name: string }[] }
  const teamId = items.find((one) => one.name === team)?.id
  const need = own('Dig at number nine')
  const contact = { channel: 'form', summary: 'When do you come?', startedAt: new Date().toISOString() }
  const made = await found.call('POST', '/cases', { need, teamId, customerId: null, contact })
  await lead.page.goto(`${desk.url}/desk/needs-me`)
  await lead.page.getByRole('option', { name: new RegExp(need) }).click()
  await expect(lead.page.getByText('You answer for it until somebody takes it.')).toBeVisible()
  await outsider.page.goto(`${desk.url}/desk/all/${(made as { id: number }).id}`)
  await expect(outsider.page.getByRole('heading', { name: 'This is not open to you' })).toBeVisible()
  await lead.page.close()
  await outsider.page.close()
})

test('a token made on the screen opens what it says and nothing more, until it is revoked', async ({
  desk,
  page,
}) => {
  await foundDesk(desk, page)
  const name = own('Nightly export')
  await page.goto(`${desk.url}/settings/tokens`)
  await page.getByRole('button', { name: 'New token' }).click()
  const dialog = page.getByRole('dialog', { name: 'New token' })
  await dialog.getByLabel('What it is for').fill(name)
  await dialog.getByRole('checkbox', { name: 'cases.read' }).click({ force: true })
  await dialog.getByRole('button', { name: 'Make the token' }).click()
  const token = (await dialog.getByLabel('Token', { exact: true }).textContent()) ?? ''
  const call = (path: string, method = 'GET') =>
    fetch(`${desk.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' ? { body: '{}' } : {}),
    })
  const answer = await call('/cases?list=all')
  expect(answer.status).toBe(200)
  expect(Array.isArray(((await answer.json()) as { items: unknown }).items)).toBe(true)
  expect((await call('/staff')).status).toBeGreaterThanOrEqual(403)
  expect((await call('/cases', 'POST')).status).toBeGreaterThanOrEqual(400)

  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: name })
  await expect(row).toContainText('cases.read')
  await expect(row).not.toContainText('never used')
  await expect(page.getByText(token)).toBeHidden()
  await row.getByRole('button', { name: `Revoke ${name}` }).click()
  await expect(row).toBeHidden()
  expect((await call('/cases?list=all')).status).toBe(401)
})

test('an own field appears where it belongs, is kept, and goes when it is retired', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const label = own('Contract')
  await page.goto(`${desk.url}/settings/fields`)
  await page.getByRole('button', { name: 'New field' }).click()
  const dialog = page.getByRole('dialog', { name: 'New field' })
  await dialog.getByLabel('Label').fill(label)
  await dialog.getByRole('button', { name: 'Holds' }).click()
  await page.getByRole('option', { name: 'one of several' }).click()
  await dialog.getByLabel('Choices, one on each line').fill('Gold\n\n Silver ')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()

  const { id } = await caseWith(found, own('Which contract'))
  await openAt(page, desk.url, id)
  const field = page.getByRole('region', { name: 'Own fields' }).getByRole('button', { name: label })
  await field.click()
  await expect(page.getByRole('option')).toContainText(['Nothing chosen', 'Gold', 'Silver'])
  await page.getByRole('option', { name: 'Silver' }).click()
  await expect(field).toContainText('Silver')
  await page.reload()
  await expect(field).toContainText('Silver')

  await page.goto(`${desk.url}/settings/fields`)
  await page.getByRole('button', { name: `Change ${label}` }).click()
  await page.getByRole('dialog', { name: label }).getByRole('button', { name: 'Retire it' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: label })).toBeHidden()
  await openAt(page, desk.url, id)
  await expect(field).toBeHidden()
})

test('a customer’s page: a note for the next colleague, another address, and all their cases', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const name = own('Karin Wholestory')
  const id = await customer(found, name)
  const need = own('Moving house')
  await caseWith(found, need, ['In May.'], id)
  await page.goto(`${desk.url}/customers`)
  await page.getByLabel('Find a customer').fill(name)
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await expect(page).toHaveURL(new RegExp(`/customers/${id}`))
  const note = page.getByRole('textbox', { name: 'Write down what helps the next colleague' })
  await note.fill('Hears badly on the left; speak slowly.')
  await page.getByRole('button', { name: 'Keep it' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Hears badly' })).toContainText('Mia Lindqvist')
  await expect(note).toHaveValue('')

  await page.getByRole('button', { name: 'Add an address' }).click()
  const address = page.getByRole('textbox', { name: 'E-mail, phone number or handle' })
  await address.fill('+46 46 123 45 67')
  await address.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: '+46461234567' })).toBeVisible()
  await page.getByRole('link', { name: new RegExp(need) }).click()
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('In May.')
  await expect(page.getByRole('complementary', { name: "The customer's story" })).toContainText('Hears badly')
})
