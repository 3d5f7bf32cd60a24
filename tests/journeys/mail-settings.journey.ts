import { readFile } from 'node:fs/promises'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type Desk, expect, test } from '../harness/desk.ts'
import { startDns, type TestDns } from '../harness/dns.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { startMailSink } from '../harness/mail-sink.ts'
import { startOAuthServer } from '../harness/oauth-server.ts'
import { expectAccessible } from './axe.ts'
import { openAt, own } from './world.ts'

let dns: TestDns
test.use({
  deskOf: 'mail-settings',
  deskSettings: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what is needed
    async ({}, use) => {
      dns = await startDns()
      await use({ UNDO_SECONDS: '0', MAIL_DNS: dns.address })
      await dns.close()
    },
    { scope: 'worker' },
  ],
})

/** Hands mails to the desk's own listener, one after the other. */
const send = async ({ env }: Desk, ...mails: SendMailOptions[]): Promise<void> => {
  const client = createTransport({ host: '127.0.0.1', port: Number(env.SMTP_PORT), ignoreTLS: true })
  for (const mail of mails) await client.sendMail(mail)
  client.close()
}

const mailServer = (port: number) => ({ host: '127.0.0.1', port, security: 'none', user: '' })

test('a mail that was kept aside says why, can be read as it came, and finds its place when it is tried again', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const machine = { from: 'meter@machines.example', to: found.address, headers }
  const reading = (number: number) => ({ ...machine, subject: `Meter ${number}`, text: `Reading ${number}` })
  await send(desk, ...Array.from({ length: 10 }, (_, index) => reading(index)))
  await found.waitForCases(10)
  await page.goto(`${desk.url}/settings/kept-mail`)
  await expect(page.getByRole('heading', { name: 'Every mail found its place' })).toBeVisible()

  await send(desk, reading(10))
  const row = page.getByRole('listitem').filter({ hasText: 'meter@machines.example' })
  await expect(row).toContainText('More than 10 automatic mails of this sender')
  await expectAccessible(page, 'mail that was kept aside')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    row.getByRole('link', { name: /^Download/ }).click(),
  ])
  const raw = await readFile(await download.path(), 'utf8')
  expect(raw).toContain('Subject: Meter 10\r\n')
  expect(raw).toContain('Reading 10')
  await row.getByRole('button', { name: /^Try again/ }).click()
  await expect(page.getByRole('heading', { name: 'Every mail found its place' })).toBeVisible()
  await found.waitForCases(11)
})

test('as whom a mailbox writes is chosen and tried, and a key signs as soon as its record is found', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const sink = await startMailSink()
  try {
    const name = own('Larkfield Sales')
    const address = 'sales@signed.example'
    await found.call('POST', '/mailboxes', { name, address, teamId: 1, smtp: mailServer(sink.port) })
    await page.goto(`${desk.url}/settings/sending`)
    const identity = page.getByRole('region', { name, exact: true })
    await identity.getByRole('button', { name: /Name your customers read/ }).click()
    await page.getByRole('option', { name: 'Larkfield Telecom', exact: true }).click()
    await expect(identity.getByText('From:').locator('..')).toContainText(`Larkfield Telecom <${address}>`)
    await identity.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved.')).toBeVisible()

    const keys = page.getByRole('region', { name: 'Signed mail (DKIM)' })
    await keys.getByLabel('Domain').fill('signed.example')
    await keys.getByRole('button', { name: 'Make the key' }).click()
    const key = keys.getByRole('listitem').filter({ hasText: 'signed.example' })
    await expect(key).toContainText('Not checked yet: mail is not signed.')
    const check = key.getByRole('button', { name: 'Check signed.example' })
    await check.click()
    await expect(key.getByRole('status')).toHaveText(/record/i)
    await expect(key.getByRole('status').locator('.text-bad')).toBeVisible()
    await expectAccessible(page, 'sending identities and keys')

    const [record = '', value = ''] = await key.locator('dd').allTextContents()
    dns.texts.set(record, value)
    await check.click()
    await expect(key).toContainText('The record is there. Mail is signed since')
    await identity.getByRole('button', { name: `Send me a test from ${name}` }).click()
    await expect(identity.getByRole('status')).toHaveText('It is on its way to you.')
    const [mail] = sink.mails
    expect(mail?.header('from')).toContain('Larkfield Telecom')
    expect(mail?.header('dkim-signature')).toContain('d=signed.example')
  } finally {
    await sink.close()
  }
})

test('a mailbox is signed in at a provider and comes back; passwords can be used again', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const provider = await startOAuthServer()
  try {
    const name = own('Larkfield Repairs')
    const imap = { ...mailServer(1), user: 'repairs' }
    await found.call('POST', '/mailboxes', { name, address: 'repairs@larkfield.example', teamId: 1, imap })
    // The provider's own page, on which somebody agrees.
    await page.route(`${provider.url}/authorize**`, async (route) => {
      const { state, code, redirectUri } = provider.agree(route.request().url())
      const location = `${redirectUri}?${new URLSearchParams({ state, code })}`
      await route.fulfill({ status: 302, headers: { location } })
    })
    await page.goto(`${desk.url}/settings/mailboxes`)
    await page.getByRole('button', { name: `Sign-in of ${name}` }).click()
    const dialog = page.getByRole('dialog', { name: `How ${name} signs in` })
    await expect(dialog.getByLabel('Redirect address')).toHaveText(`${desk.url}/settings/mailboxes`)
    await dialog.getByRole('button', { name: /Provider/ }).click()
    await page.getByRole('option', { name: 'Another one' }).click()
    await expectAccessible(page, 'signing in at another provider')
    await dialog.getByLabel('Client ID').fill(provider.client.id)
    await dialog.getByLabel('Client secret').fill(provider.client.secret)
    await dialog.getByLabel('Address to sign in').fill(`${provider.url}/authorize`)
    await dialog.getByLabel('Address for tokens').fill(`${provider.url}/token`)
    await dialog.getByRole('button', { name: 'Sign in there' }).click()

    await expect(page.getByText('Signed in. Mail is being fetched.')).toBeVisible()
    await expect(page).toHaveURL(`${desk.url}/settings/mailboxes`)
    expect(provider.asked[0]).toBe('authorization_code')
    await page.getByRole('button', { name: `Sign-in of ${name}` }).click()
    await expect(dialog.getByLabel('Client ID')).toHaveValue(provider.client.id)
    await expect(dialog.getByLabel('Client secret')).toHaveValue('')
    await dialog.getByRole('button', { name: 'Use passwords again' }).click()
    await expect(dialog).toBeHidden()
    await page.getByRole('button', { name: `Sign-in of ${name}` }).click()
    await expect(dialog.getByRole('button', { name: 'Sign in there' })).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Use passwords again' })).toBeHidden()
  } finally {
    await provider.close()
  }
})

test('old mail is brought in from an mbox, one sees how far it has come, and it becomes history', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const name = own('Larkfield History')
  await found.call('POST', '/mailboxes', { name, address: 'history@larkfield.example', teamId: 1 })
  const subject = own('The old line')
  const mails = [1, 2, 3].map(
    (day) =>
      `From - Mon Mar 0${day} 09:00:00 2021\r\nFrom: Olga <olga@customers.example>\r\nTo: history@larkfield.example\r\nDate: Mon, 0${day} Mar 2021 09:00:00 +0000\r\nMessage-ID: <old-${day}@customers.example>\r\nSubject: ${subject} ${day}\r\n\r\nWritten on day ${day}.\r\n\r\n`,
  )
  await page.goto(`${desk.url}/settings/old-mail`)
  await page.getByRole('button', { name: 'Bring old mail' }).click()
  const dialog = page.getByRole('dialog', { name: 'Bring old mail' })
  await dialog.getByRole('button', { name: /Mailbox it belonged to/ }).click()
  await page.getByRole('option', { name }).click()
  const file = { name: 'inbox-2021.mbox', mimeType: 'application/mbox', buffer: Buffer.from(mails.join('')) }
  await dialog.locator('input[type=file]').setInputFiles(file)
  await expectAccessible(page, 'bringing old mail')
  // Three mails are read in a blink; the first answer is held at a moment on the way.
  let isHalfWay = true
  await page.route('**/api/v1/mail-imports', async (route) => {
    const answer = await route.fetch()
    if (route.request().method() !== 'GET' || !isHalfWay) return route.fulfill({ response: answer })
    const { items } = (await answer.json()) as { items: object[] }
    const half = items.map((each) => ({ ...each, done: 0.5, endedAt: null, perMinute: 3, secondsLeft: 30 }))
    await route.fulfill({ response: answer, json: { items: half } })
  })
  await dialog.getByRole('button', { name: 'Bring it in' }).click()
  await expect(dialog).toBeHidden()
  const bar = page.getByRole('progressbar', { name: 'How far inbox-2021.mbox has come' })
  await expect(bar).toHaveAttribute('aria-valuenow', '50')
  await expectAccessible(page, 'old mail on its way')
  isHalfWay = false
  await expect(bar).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: 'inbox-2021.mbox' })).toContainText('3 new mails')
  await page.unrouteAll({ behavior: 'wait' })
})

test('a mail that may belong to another case: one key says no, which can be taken back, another moves it there', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const from = `${own('Ana').replace(' ', '.').toLowerCase()}@customers.example`
  const need = own('The line crackles')
  const known = new Set((await found.waitForCases(0)).map(({ id }) => id))
  const newest = async () => {
    const all = await found.waitForCases(known.size + 1)
    const id = all.map((one) => one.id).find((one) => !known.has(one)) ?? 0
    known.add(id)
    return id
  }
  await send(desk, { from, to: found.address, subject: need, text: 'Nothing but noise.' })
  const first = await newest()
  const { number } = (await found.call('GET', `/cases/${first}`)) as { number: number }
  await send(desk, { from, to: found.address, subject: `Case ${number}`, text: 'When do they come?' })
  const second = await newest()

  await openAt(page, desk.url, second)
  const banner = page.getByRole('region', { name: 'Where this may belong' })
  await expect(banner).toContainText(`The subject names #${number}`)
  await expectAccessible(page, 'a case in doubt')
  await page.keyboard.press('Shift+M')
  await expect(page.getByText('It stays a case of its own.')).toBeVisible()
  await expect(banner).toBeHidden()
  await page.getByRole('button', { name: 'Take it back' }).click()
  await expect(banner).toBeVisible()
  await page.keyboard.press('m')
  await expect(page).toHaveURL(`${desk.url}/desk/all/${first}`)
  await expect(page.getByRole('region', { name: 'Conversation' })).toContainText('When do they come?')
})
