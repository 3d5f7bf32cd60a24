import { expect, test } from '../harness/desk.ts'
import { Dovecot, hasDovecot, IMAP_PASSWORD } from '../harness/dovecot.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { startMailSink } from '../harness/mail-sink.ts'
import { own } from './world.ts'

test('a mailbox is tried before it is saved: the wrong password is told from the right one, and a silent server from both', async ({
  desk,
  page,
}) => {
  test.skip(!hasDovecot, 'Dovecot is not present')
  const [imapServer, sink] = await Promise.all([Dovecot.start(), startMailSink()])
  try {
    await foundDesk(desk, page)
    await page.goto(`${desk.url}/settings/mailboxes`)
    await page.getByRole('button', { name: 'New mailbox' }).click()
    const dialog = page.getByRole('dialog', { name: 'New mailbox' })
    await expect(dialog.getByRole('button', { name: 'Test it' })).toBeDisabled()
    const name = own('Larkfield mail')
    const address = `${name.toLowerCase().replace(/\W+/g, '-')}@larkfield.example`
    await dialog.getByLabel('Name, as customers read it').fill(name)
    await dialog.getByLabel('E-mail address').fill(address)

    await dialog.getByRole('switch', { name: 'Fetch mail by IMAP' }).press('Space')
    const imap = dialog.getByRole('group', { name: 'Fetch mail by IMAP' })
    await imap.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1')
    await imap.getByLabel('Port').fill(String(imapServer.port))
    await imap.getByLabel('User').fill('help')
    await imap.getByLabel('Password').fill('quite the wrong one')
    await imap.getByRole('button', { name: 'Protection' }).click()
    await page.getByRole('option', { name: 'None, this machine only' }).click()
    const test = dialog.getByRole('button', { name: 'Test it' })
    await test.click()
    const said = imap.getByRole('status')
    await expect(said).toHaveClass(/text-bad/)
    await expect(said).toContainText(/password|refused|sign/i)

    await imap.getByLabel('Password').fill(IMAP_PASSWORD)
    await test.click()
    await expect(said).toHaveClass(/text-good/)

    await dialog.getByRole('switch', { name: /^Send through/ }).press('Space')
    const smtp = dialog.getByRole('group', { name: /Send through/ })
    await smtp.getByRole('textbox', { name: 'Server' }).fill('127.0.0.1')
    await smtp.getByLabel('Port').fill('1')
    await smtp.getByLabel('User').fill('help')
    await smtp.getByRole('button', { name: 'Protection' }).click()
    await page.getByRole('option', { name: 'None, this machine only' }).click()
    await test.click()
    await expect(smtp.getByRole('status')).toHaveClass(/text-bad/)
    await expect(said).toHaveClass(/text-good/)
    expect(sink.mails).toEqual([])

    await dialog.getByRole('switch', { name: /^Send through/ }).press('Space')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toBeHidden()
    await expect(page.getByRole('listitem').filter({ hasText: address })).toBeVisible()

    await page.getByRole('button', { name: `Change ${name}` }).click()
    const again = page.getByRole('dialog', { name })
    await expect(again.getByLabel('Password')).toHaveValue('')
    await again.getByRole('button', { name: 'Test it' }).click()
    await expect(again.getByRole('group', { name: 'Fetch mail by IMAP' }).getByRole('status')).toHaveClass(
      /text-good/,
    )
  } finally {
    await Promise.all([imapServer.remove(), sink.close()])
  }
})
