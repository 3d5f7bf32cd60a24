import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { expectAccessible } from './axe.ts'
import { addMailbox, openCase, sendMail, setUp, signIn } from './steps.ts'

const service = 'service@example.org'
const sam = { name: 'Sam Ode', email: 'sam@example.org', password: 'the other calm sentence' }
test.use({ deskOf: 'consult' })

/** Invites Sam into a team of his own in the name of whoever is at the page, and lets him choose his password. */
const hireSam = (page: Page): Promise<void> =>
  page.evaluate(async ({ name, email, password }) => {
    const call = async (path: string, body?: unknown, credentials: RequestCredentials = 'same-origin') => {
      const answer = await fetch(`/api/v1${path}`, {
        method: body ? 'POST' : 'GET',
        credentials,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return (await answer.json()) as { id: number; link: string; person: { id: number } }
    }
    const { person } = await call('/session')
    const team = await call('/teams', { name: 'Lines', dutyLeadId: person.id })
    const { link } = await call('/invitations', { name, email, role: 'agent', teamIds: [team.id] })
    // Without her cookie: the answer would sign her browser in as Sam.
    await call('/invitations/acceptance', { token: link.split('#token=')[1], password }, 'omit')
  }, sam)

const question = 'Does the exchange reset by itself after a storm?'
const ask = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog', { name: /Ask for help with #/ })
  await dialog.getByRole('combobox', { name: 'To' }).fill('Sam')
  await page.getByRole('option', { name: /Sam Ode/ }).click()
  await page.keyboard.press('Tab')
  await expect(dialog.getByRole('row', { name: /Sam Ode/ })).toBeVisible()
  await dialog.getByLabel('Your question').fill(words)
  await expectAccessible(page, 'asking for help')
  await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(dialog).toBeHidden()
}

test('a colleague of another team is asked, answers above the conversation, and the owner stays', async ({
  desk,
  page,
  browser,
}) => {
  await setUp(page, desk)
  await addMailbox(page, desk, service)
  await hireSam(page)
  const his = await (await browser.newContext()).newPage()
  await signIn(his, desk, sam)
  await expect(his.getByRole('option')).toHaveCount(0)
  const mail = { from: 'Jonas Ivanova <jonas@example.net>', to: service, subject: 'Cut off again' }
  await sendMail(desk, { ...mail, text: 'The line went dead.' })
  await page.goto(`${desk.url}/desk/all`)
  await openCase(page, /Jonas Ivanova/)

  await page.getByRole('button', { name: 'Take it' }).click()
  await expect(page.getByText('You own this.')).toBeVisible()
  await ask(page, question)
  const waiting = page.getByRole('region', { name: 'Asked for help' }).first()
  await expect(waiting).toContainText(`“${question}”`)

  // He has reloaded nothing.
  const row = his.getByRole('option', { name: /Jonas Ivanova/ })
  await expect(row).toContainText(`${question}`)
  await row.click()
  const asked = his.getByRole('region', { name: 'Your help is asked for' })
  await expect(asked).toContainText(question)
  await expectAccessible(his, 'asked for help')
  await expect(his.getByRole('region', { name: 'Write a note' })).toBeVisible()
  await asked.getByLabel('Your answer').fill('Only after ten minutes.')
  await asked.getByRole('button', { name: 'Answer', exact: true }).click()
  await expect(asked).toBeHidden()

  await expect(waiting).toContainText('Sam Ode answered.')
  await expect(waiting).toContainText('Only after ten minutes.')
  await expectAccessible(page, 'answered by a colleague')
  await expect(page.getByRole('region', { name: /Note by Sam Ode/ })).toContainText('Only after ten minutes.')
  await expect(page.getByText('You own this.')).toBeVisible()
  await waiting.getByRole('button', { name: 'Got it' }).click()
  await expect(waiting.getByText('Sam Ode answered.')).toBeHidden()

  await ask(page, 'And what do we tell them meanwhile?')
  await asked.getByLabel('Your answer').fill('Tell them that we')
  await page.getByRole('button', { name: 'Take the question back' }).click()
  const ended = his.getByRole('region', { name: 'This question has ended' })
  await expect(ended).toContainText('took the question back')
  await expect(ended).toContainText('Tell them that we')
  await ended.getByRole('button', { name: 'Keep my words as a note' }).click()
  await expect(ended).toBeHidden()
  await expect(his.getByRole('region', { name: /Note by Sam Ode/ }).last()).toContainText('Tell them that we')
  await his.context().close()
})
