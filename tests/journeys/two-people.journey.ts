import { expect, test } from '../harness/desk.ts'
import { addMailbox, openCase, sendMail, setUp } from './steps.ts'

const service = 'service@example.org'
test.use({ deskOf: 'two-people' })

test('what a customer writes while one answers holds the answer back until it was read', async ({
  desk,
  page,
}) => {
  await setUp(page, desk)
  await addMailbox(page, desk, service)
  const mail = { from: 'Jonas Ivanova <jonas@example.net>', to: service, subject: 'Cut off again' }
  await sendMail(desk, { ...mail, text: 'The line went dead.' })
  await page.goto(`${desk.url}/desk/all`)
  await openCase(page, /Jonas Ivanova/)
  await page.keyboard.press('r')
  const words = page.getByRole('textbox', { name: /Write to the customer/ })
  await words.pressSequentially('I will call you.')

  await page.evaluate(async () => {
    const [caseId] = location.pathname.split('/').slice(-1)
    const contact = { channel: 'chat', summary: '', startedAt: new Date().toISOString() }
    await fetch(`/api/v1/cases/${caseId}/contacts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ ...contact, summary: 'Do not call, I am at work. Please write.' }),
    })
  })
  const held = page.getByRole('alert').filter({ hasText: 'wrote while you did' })
  await expect(held).toBeVisible()
  await expect(held).toContainText('I am at work')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('On its way to the customer.')).toBeHidden()
  await expect(words).toContainText('I will call you.')
  await held.getByRole('button', { name: 'I have read it' }).click()
  await words.click()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('On its way to the customer.')).toBeVisible()
})
