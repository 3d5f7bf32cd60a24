import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { addMailbox, openCase, sendMail, setUp, signIn } from './steps.ts'

const service = 'service@example.org'
const sam = { name: 'Sam Ode', email: 'sam@example.org', password: 'the other calm sentence' }
test.use({ deskOf: 'hand-off' })

/** Invites Sam in the name of whoever is at the page, and lets him choose his password. */
const hireSam = async (page: Page): Promise<void> => {
  await page.evaluate(async ({ name, email, password }) => {
    const call = (path: string, body: unknown, credentials: RequestCredentials = 'same-origin') =>
      fetch(`/api/v1${path}`, {
        method: 'POST',
        credentials,
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify(body),
      })
    const { items } = (await (await fetch('/api/v1/teams')).json()) as { items: { id: number }[] }
    const teamIds = items.map(({ id }) => id)
    const invited = await call('/invitations', { name, email, role: 'agent', teamIds })
    const { link } = (await invited.json()) as { link: string }
    const token = link.split('#token=')[1]
    // Without her cookie: the answer would sign her browser in as Sam.
    await call('/invitations/acceptance', { token, password }, 'omit')
  }, sam)
}

/** Promises the customer of the open case something, due at the end of the next working day. */
const promise = async (page: Page, what: string): Promise<void> => {
  const caseId = Number(page.url().split('/').at(-1))
  const made = await page.evaluate(
    ([id, words]) =>
      fetch(`/api/v1/cases/${id}/promises`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
        body: JSON.stringify({ what: words }),
      }).then(({ status }) => status),
    [caseId, what] as const,
  )
  expect(made).toBe(201)
}

/** Offers the open case to Sam with a brief. */
const offerToSam = async (page: Page): Promise<void> => {
  const caseId = Number(page.url().split('/').at(-1))
  const made = await page.evaluate(async (id) => {
    const { items } = (await (await fetch('/api/v1/staff')).json()) as {
      items: { id: number; name: string }[]
    }
    const brief = {
      need: 'An answer.',
      done: 'Nothing.',
      promised: 'Nothing.',
      nextStep: 'Write.',
      feeling: 'Calm.',
    }
    const toStaffId = items.find(({ name }) => name === 'Sam Ode')?.id
    const answer = await fetch(`/api/v1/cases/${id}/hand-offs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ brief, toStaffId }),
    })
    return answer.status
  }, caseId)
  expect(made).toBe(201)
}

test('a case changes hands when the next person has read the brief and said yes', async ({
  desk,
  page,
  browser,
}) => {
  await setUp(page, desk)
  await addMailbox(page, desk, service)
  await hireSam(page)
  const mail = { from: 'Jonas Ivanova <jonas@example.net>', to: service, subject: 'Cut off again' }
  await sendMail(desk, { ...mail, text: 'The line went dead.' })
  await page.goto(`${desk.url}/desk/all`)
  await openCase(page, /Jonas Ivanova/)

  await promise(page, 'Send the new model')
  await promise(page, 'Call back')
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog', { name: /Hand over #/ })
  await dialog.getByRole('combobox', { name: 'To' }).fill('Sam')
  await page.getByRole('option', { name: /Sam Ode/ }).click()
  await expect(dialog.getByLabel('What they need, in their words')).toHaveValue(/The line went dead/)
  await dialog.getByLabel('What was done').fill('The exchange was reset.')
  await dialog.getByLabel('How they feel').fill('Tired of calling.')
  await dialog.getByRole('button', { name: 'Offer it' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText('You own it until Sam Ode accepts.')).toBeVisible()

  const his = await (await browser.newContext()).newPage()
  await signIn(his, desk, sam)
  await openCase(his, /Jonas Ivanova/)
  const offer = his.getByRole('region', { name: 'This case is offered to you' })
  await expect(offer).toContainText('Tired of calling.')
  const promised = offer.getByRole('checkbox', { name: /Send the new model.*promised by/ })
  await expect(promised).toBeChecked()
  await expect(offer.getByRole('checkbox', { name: /Call back/ })).toBeChecked()
  await offer.getByText('Call back').last().click()
  await expect(offer.getByRole('checkbox', { name: /Call back/ })).not.toBeChecked()
  await expect(offer).toContainText(/stays with/)
  await offer.getByRole('button', { name: 'Accept' }).click()
  await expect(offer).toBeHidden()
  await expect(his.getByText('You own this.')).toBeVisible()
  const story = (words: string) => his.getByRole('listitem').filter({ hasText: words })
  await expect(story('Send the new model')).toContainText('You keep it')
  await expect(story('Call back')).toContainText('keeps it')
  await expect(his.getByText(/Will you keep what/)).toBeHidden()
  await expect(page.getByText('Sam Ode owns this.')).toBeVisible()
  await expect(page.getByText(/Handed to Sam Ode, accepted after/)).toBeVisible()
  await his.context().close()
})

test('several offers are read in a row and accepted with one press, by keyboard', async ({
  desk,
  page,
  browser,
}) => {
  await signIn(page, desk)
  for (const subject of ['First of two', 'Second of two'])
    await sendMail(desk, {
      ...{ from: `${subject} <${subject.slice(0, 5)}@example.net>`, to: service },
      ...{ subject, text: 'Hello?' },
    })
  await page.goto(`${desk.url}/desk/all`)
  for (const name of [/First of two/, /Second of two/]) {
    await openCase(page, name)
    await offerToSam(page)
  }
  const his = await (await browser.newContext()).newPage()
  await signIn(his, desk, sam)
  await openCase(his, /First of two/)
  await his.getByRole('button', { name: 'All 2 offers…' }).click()
  const dialog = his.getByRole('dialog', { name: 'Offered to you' })
  await expect(dialog.getByText('Calm.')).toHaveCount(2)
  await dialog.getByRole('checkbox', { name: 'All of these' }).focus()
  await his.keyboard.press('Space')
  await dialog.getByRole('button', { name: 'Accept 2' }).focus()
  await his.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(his.getByText('2 are yours now.')).toBeVisible()
  await expect(his.getByText('You own this.')).toBeVisible()
  await his.context().close()
})
