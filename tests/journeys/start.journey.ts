import { expect, test } from '../harness/desk.ts'

test('the address that the start prints answers in a browser', async ({ desk, page }) => {
  const response = await page.goto(desk.url)
  expect(response?.status()).toBe(200)
})
