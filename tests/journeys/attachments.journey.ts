import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { caseWith, colleague, customer, openAt, own } from './world.ts'

type Way = 'drop' | 'paste'

/** Drops a file on the composer, or pastes it into the text, as the browser would. */
const hand = (page: Page, way: Way, name: string, text: string): Promise<void> =>
  page.getByRole('textbox', { name: /Write to the customer/ }).evaluate(
    (box, file) => {
      const data = new DataTransfer()
      data.items.add(new File([file.text], file.name, { type: 'text/plain' }))
      const rest = { bubbles: true, cancelable: true }
      box.dispatchEvent(
        file.way === 'drop'
          ? new DragEvent('drop', { dataTransfer: data, ...rest })
          : new ClipboardEvent('paste', { clipboardData: data, ...rest }),
      )
    },
    { way, name, text },
  )

test('files by button, drop and paste go with the answer, and a colleague gets each back byte for byte', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const { id } = await caseWith(
    found,
    own('Send me the papers'),
    ['Please.'],
    await customer(found, own('Eva')),
  )
  await openAt(page, desk.url, id)
  const chosen = {
    name: 'contract.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from([0, 255, 10, 13]),
  }
  await page.locator('input[type=file]').setInputFiles(chosen)
  const list = page.getByRole('list', { name: 'Attachments' })
  await expect(list.getByRole('listitem').filter({ hasText: 'contract.bin' })).toBeVisible()
  await hand(page, 'drop', 'dropped.txt', 'dropped words')
  await hand(page, 'paste', 'pasted.txt', 'pasted words')
  for (const name of ['dropped.txt', 'pasted.txt'])
    await expect(list.getByRole('button', { name: `Take ${name} away` })).toBeVisible()
  await hand(page, 'drop', 'mistake.txt', 'not for you')
  await list.getByRole('button', { name: 'Take mistake.txt away' }).click()
  await expect(list.getByText('mistake.txt')).toBeHidden()

  await page.getByRole('textbox', { name: /Write to the customer/ }).pressSequentially('Here they are.')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('On its way to the customer.')).toBeVisible()

  const { page: other } = await colleague(browser, found, desk.url, { name: own('Otto Reader') })
  await openAt(other, desk.url, id)
  const sent = other.getByRole('region', { name: /^Message from/ }).filter({ hasText: 'Here they are.' })
  await expect(sent.getByRole('link')).toHaveCount(3)
  const words: Record<string, Buffer> = {
    'contract.bin': chosen.buffer,
    'dropped.txt': Buffer.from('dropped words'),
    'pasted.txt': Buffer.from('pasted words'),
  }
  for (const [name, bytes] of Object.entries(words)) {
    const [download] = await Promise.all([
      other.waitForEvent('download'),
      sent.getByRole('link', { name }).click(),
    ])
    expect(download.suggestedFilename()).toBe(name)
    expect(await readFile(await download.path())).toEqual(bytes)
  }
  await other.close()
})

test('a file that is refused says why, and what was written stays', async ({ desk, page }) => {
  const found = await foundDesk(desk, page)
  const { id } = await caseWith(found, own('Too much'))
  await openAt(page, desk.url, id)
  await page.route('**/api/v1/uploads', (route) => route.abort('connectionreset'))
  await page.getByRole('textbox', { name: /Write to the customer/ }).pressSequentially('These words stay.')
  await hand(page, 'drop', 'lost.txt', 'x')
  await expect(page.getByText(/^lost\.txt: could not be attached/)).toBeVisible()
  await expect(page.getByRole('list', { name: 'Attachments' })).toBeHidden()
  await expect(page.getByRole('textbox', { name: /Write to the customer/ })).toContainText(
    'These words stay.',
  )
  await page.unroute('**/api/v1/uploads')
  await hand(page, 'drop', 'lost.txt', 'x')
  await expect(page.getByRole('button', { name: 'Take lost.txt away' })).toBeVisible()
})
