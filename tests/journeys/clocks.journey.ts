import { expect, test } from '../harness/desk.ts'
import { addMailbox, openCase, sendMail, setUp } from './steps.ts'

const service = 'service@example.org'
test.use({ deskOf: 'clocks' })

test('open hours and targets are set by keyboard, and the next mail is due by them', async ({
  desk,
  page,
}) => {
  await setUp(page, desk)
  await addMailbox(page, desk, service)

  await page.goto(`${desk.url}/settings/hours`)
  await page.getByRole('button', { name: 'New calendar' }).click()
  const calendar = page.getByRole('dialog', { name: 'New calendar' })
  await calendar.getByLabel('Name').fill('Around the clock')
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    await calendar.getByLabel(day).fill('')
  await calendar.getByRole('button', { name: 'Save' }).click()
  await expect(calendar.getByRole('alert')).toContainText('never open')
  await calendar.getByLabel('Monday').fill('9-25')
  await expect(calendar).toContainText('Write it like')
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'])
    await calendar.getByLabel(day).fill('0-24')
  await calendar.getByLabel('Holidays').fill('2031-12-25 Christmas Day\n2031-12-31 New Year’s Eve 9-12')
  await calendar.getByRole('button', { name: 'Save' }).click()
  await expect(calendar).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: 'Around the clock' })).toContainText('Open')

  await page.goto(`${desk.url}/settings/clocks`)
  await page.getByRole('button', { name: 'New targets' }).click()
  const targets = page.getByRole('dialog', { name: 'New targets' })
  await targets.getByLabel('First response').fill('4 h')
  await targets.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Everybody' })).toContainText(
    'First response 4 h',
  )

  await sendMail(desk, {
    from: 'Ingrid Marchetti <ingrid@example.net>',
    to: service,
    subject: 'No dial tone',
    text: 'Since the storm.',
  })
  await page.goto(`${desk.url}/desk/all`)
  const row = page.getByRole('option', { name: /Ingrid Marchetti/ })
  await expect(row).toContainText('due in')
  await openCase(page, /Ingrid Marchetti/)
  const story = page.getByRole('complementary', { name: /story/ })
  await expect(story).toContainText('First response')
  await expect(story).toContainText('still running')
})
