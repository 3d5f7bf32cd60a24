import { expect, test } from '../harness/desk.ts'
import { addMailbox, openCase, sendMail, setUp } from './steps.ts'

const service = 'service@example.org'
test.use({ deskOf: 'story' })

test('what a customer told one person is there for the next, who notes that they had to say it again', async ({
  desk,
  page,
}) => {
  await setUp(page, desk)
  await addMailbox(page, desk, service)
  const mail = { from: 'Jonas Ivanova <jonas@example.net>', to: service, subject: 'The router is silent' }
  await sendMail(desk, { ...mail, text: 'My router is a Larch 7 and the number is 48-2291-07.' })
  await page.goto(`${desk.url}/desk/all`)
  await openCase(page, /Jonas Ivanova/)

  await test.step('selected words are kept by one click', async () => {
    const talk = page.getByRole('region', { name: 'Conversation' })
    const words = talk.getByText('My router is a Larch 7')
    await words.evaluate((element) => {
      const text = element.firstChild ?? element
      const at = element.textContent?.indexOf('Larch 7') ?? 0
      document.getSelection()?.setBaseAndExtent(text, at, text, at + 'Larch 7'.length)
    })
    await page
      .getByRole('toolbar', { name: 'The selected words' })
      .getByRole('button', { name: 'They told us this' })
      .click()
    const story = page.getByRole('complementary', { name: "The customer's story" })
    await expect(story.getByRole('button', { name: 'Larch 7 Show where it was said' })).toBeVisible()
  })

  await test.step('somebody else at another window sees it without reloading, and is led to the words', async () => {
    const other = await page.context().newPage()
    await other.goto(page.url())
    const story = other.getByRole('complementary', { name: "The customer's story" })
    const fact = story.getByRole('button', { name: 'Larch 7 Show where it was said' })
    await fact.click()
    await expect(other.locator('[data-shown]')).toContainText('My router is a Larch 7')
    const add = story.getByRole('textbox', { name: 'What was tried' })
    await add.fill('Restarted it twice')
    await add.press('Enter')
    await expect(page.getByText('Restarted it twice').first()).toBeVisible()
    await other.close()
  })

  await test.step('one click notes that they had to say it again', async () => {
    const message = page.getByRole('region', { name: /Message from Jonas/ })
    await message.hover()
    await message.getByRole('button', { name: 'They had to say it again' }).click()
    await expect(message.getByRole('button', { name: 'had to say it again' })).toBeVisible()
    await expect(page.getByText('had to say it again once')).toBeVisible()
  })
})
