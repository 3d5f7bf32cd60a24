import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { caseWith, openAt, own } from './world.ts'

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
