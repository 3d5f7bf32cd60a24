import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { inDatabase, runNow } from '../harness/desk-database.ts'
import { type FoundDesk, foundDesk } from '../harness/found-desk.ts'
import { type MailSink, startMailSink } from '../harness/mail-sink.ts'
import { type Colleague, caseWith, choose, colleague, openAt, own, write } from './world.ts'

/** How a case passes on: refused, taken over, left behind by who goes, and what silence makes of it. */
test.use({ deskOf: 'passing-on', deskSettings: { UNDO_SECONDS: '0' } })

let sink: MailSink
test.beforeAll(async () => {
  sink = await startMailSink()
})
test.afterAll(() => sink.close())

/** A case that somebody has taken at their own desk. */
const caseOfTheirs = async (found: FoundDesk, home: string, who: Colleague, need: string) => {
  const { id } = await caseWith(found, need)
  await openAt(who.page, home, id)
  await who.page.getByRole('button', { name: 'Take it' }).click()
  await expect(who.page.getByText('You own this.')).toBeVisible()
  return id
}

const offer = async (page: Page, to: string, done: string): Promise<void> => {
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog', { name: /Hand over #/ })
  await dialog.getByRole('combobox', { name: 'To' }).fill(to)
  await page.getByRole('option', { name: to }).click()
  await dialog.getByLabel('What was done').fill(done)
  // A slip of the hand loses nothing that was written.
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(dialog.getByLabel('What was done')).toHaveValue(done)
  await dialog.getByLabel('How they feel').fill('Tired.')
  await dialog.getByRole('button', { name: 'Offer it' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByText(`You own it until ${to} accepts.`)).toBeVisible()
}

const answer = async (page: Page, press: string, words: string): Promise<void> => {
  await page.getByRole('button', { name: press }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(words)
  await dialog.locator('button[type=submit]').click()
  await expect(dialog).toBeHidden()
}

test('declined and sent back, the case stays with its giver, who reads why; on a phone the acts are in sight', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const [sam, lena] = [
    await colleague(browser, found, desk.url, { name: own('Sam Ode') }),
    await colleague(browser, found, desk.url, { name: own('Lena Ek') }),
  ]
  const id = await caseOfTheirs(found, desk.url, sam, own('A new line'))
  // Where little was said, one still writes at the foot of the screen.
  const foot = await sam.page.getByRole('button', { name: 'Hand over…' }).boundingBox()
  expect(foot?.y).toBeGreaterThan((sam.page.viewportSize()?.height ?? 0) - 100)

  await offer(sam.page, lena.name, 'Measured the line. '.repeat(40))
  await lena.page.setViewportSize({ width: 390, height: 844 })
  await openAt(lena.page, desk.url, id)
  const header = lena.page.locator('article > header')
  expect(await header.evaluate((box) => box.scrollHeight - box.clientHeight)).toBeLessThanOrEqual(0)
  for (const act of ['Accept', 'Decline…', 'The brief lacks something…'])
    await expect(lena.page.getByRole('button', { name: act })).toBeInViewport({ ratio: 1 })
  await answer(lena.page, 'The brief lacks something…', 'Which house?')
  const refused = sam.page.getByRole('region', { name: 'Your hand-off was not accepted' })
  await expect(refused).toContainText(
    `${lena.name} asks for a fuller brief: “Which house?” You own it as before.`,
  )
  await offer(sam.page, lena.name, 'House 4.')
  await answer(lena.page, 'Decline…', 'I am off tomorrow.')
  await expect(refused).toContainText(
    `${lena.name} could not take it: “I am off tomorrow.” You own it as before.`,
  )
  for (const each of [sam, lena]) await each.page.close()
})

test('a lead takes a case over and says why, which its owner reads at once', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const [otto, ruth] = [
    await colleague(browser, found, desk.url, { name: own('Otto Falk') }),
    await colleague(browser, found, desk.url, { name: own('Ruth Berg'), role: 'lead' }),
  ]
  const id = await caseOfTheirs(found, desk.url, otto, own('Charged twice'))
  await otto.page.keyboard.press('a')
  const question = otto.page.getByRole('dialog', { name: /Ask for help with #/ })
  await question.getByRole('combobox', { name: 'To' }).fill(ruth.name)
  await otto.page.getByRole('option', { name: ruth.name }).click()
  await otto.page.keyboard.press('Tab')
  await expect(question.getByRole('row')).toHaveCount(1)
  await question.getByRole('button', { name: 'Close' }).click()
  await expect(question).toBeHidden()
  await openAt(ruth.page, desk.url, id)
  await choose(ruth.page, 'Take it over…')
  const dialog = ruth.page.getByRole('dialog', { name: new RegExp(`over from ${otto.name}`) })
  await dialog.getByRole('button', { name: 'Take it over' }).click()
  await expect(dialog).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Because' }).fill('He is in a training.')
  await dialog.getByRole('button', { name: 'Take it over' }).click()
  await expect(ruth.page.getByText('You own this.')).toBeVisible()
  await expect(otto.page.getByText(`${ruth.name} owns this.`)).toBeVisible()
  await expect(
    otto.page.getByText(`${ruth.name} took this over from ${otto.name}: “He is in a training.”`),
  ).toBeVisible()
  for (const each of [otto, ruth]) await each.page.close()
})

/** Accepts the case that is offered; its brief is what the record gave. */
const accept = async ({ page }: Colleague, home: string, caseId: number): Promise<void> => {
  await openAt(page, home, caseId)
  await page.getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByText('You own this.')).toBeVisible()
}

test('who is away is offered nothing and their cases go to the stand-in; who leaves leaves none behind', async ({
  desk,
  page,
  browser,
}) => {
  const found = await foundDesk(desk, page)
  const [nora, timo] = [
    await colleague(browser, found, desk.url, { name: own('Nora Vik') }),
    await colleague(browser, found, desk.url, { name: own('Timo Lahti') }),
  ]
  const [hers, another] = [
    await caseOfTheirs(found, desk.url, nora, own('A case of hers')),
    await caseOfTheirs(found, desk.url, timo, own('A case of his')),
  ]
  await nora.page.goto(`${desk.url}/settings/duty`)
  await nora.page.getByRole('button', { name: 'I will be away' }).click()
  const away = nora.page.getByRole('dialog', { name: 'Away for a while' })
  const local = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16)
  await away.getByLabel('From').fill(local(-1))
  await away.getByLabel('Until').fill(local(3))
  await away.getByRole('button', { name: 'Who stands in' }).click()
  await nora.page.getByRole('option', { name: timo.name }).click()
  await away.getByRole('button', { name: 'Save' }).click()
  await expect(nora.page.getByText(`${timo.name} stands in.`)).toBeVisible()
  await timo.page.keyboard.press('h')
  const dialog = timo.page.getByRole('dialog', { name: /Hand over #/ })
  await dialog.getByRole('combobox', { name: 'To' }).fill(nora.name)
  const option = timo.page.getByRole('option', { name: new RegExp(`away; ${timo.name} stands in`) })
  await expect(option).toHaveAttribute('aria-disabled', 'true')
  await runNow(desk, 'ownership.look-after')
  await accept(timo, desk.url, hers)

  await nora.page.getByRole('button', { name: `End the absence of ${nora.name}` }).click()
  await expect(nora.page.getByText('Everybody is here')).toBeVisible()

  // An admin switches him off: what he owns is offered first, and he stays until it is accepted.
  await page.goto(`${desk.url}/settings/people`)
  await page.getByRole('button', { name: `Change ${timo.name}` }).click()
  const leaving = page.getByRole('dialog', { name: timo.name })
  await leaving.getByText('May sign in').click()
  await expect(leaving.getByText(`${timo.name} still owns 2 open cases.`)).toBeVisible()
  await leaving.getByRole('button', { name: 'Who receives them' }).click()
  await page.getByRole('option', { name: nora.name }).click()
  await leaving.getByRole('button', { name: 'Offer them, then switch off' }).click()
  await expect(leaving.getByText(`${timo.name} is leaving. 2 cases wait to be accepted`)).toBeVisible()
  for (const id of [hers, another]) await accept(nora, desk.url, id)
  await runNow(desk, 'ownership.look-after')
  await expect(async () => {
    await timo.page.goto(`${desk.url}/desk/mine`)
    await expect(timo.page.getByRole('button', { name: 'Sign in' })).toBeVisible({ timeout: 2_000 })
  }).toPass()
  for (const each of [nora, timo]) await each.page.close()
})

test('silence is reminded with the same two answers, then rests unconfirmed; a late word comes back to the same person', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none', user: '' }
  await found.call('POST', '/mailboxes', { name: 'Larkfield', address: found.address, teamId: 1, smtp })
  const before = (await found.waitForCases(0)).length
  const her = 'Astrid Berg <astrid@customers.example>'
  await write(found, her, 'Router blinks red', 'Since the storm.')
  const id = Math.max(...(await found.waitForCases(before + 1)).map((one) => one.id))
  await openAt(page, desk.url, id)
  await page.getByRole('button', { name: 'Propose as solved…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Propose as solved' })
  await dialog.getByRole('textbox').fill('The line card is new.')
  await dialog.getByRole('button', { name: 'Ask Astrid Berg' }).click()
  const standing = page.getByRole('region', { name: 'Solution' })
  await expect(standing).toContainText(
    'Asked just now whether it is solved. Astrid Berg has not answered yet.',
  )

  const pass = async (days: number): Promise<void> => {
    const back = `update solutions set proposed_at = proposed_at - $2 * interval '1 day', next_step_at = now()
      where case_id = $1 and ended_at is null`
    await inDatabase(desk, back, [id, days])
    await runNow(desk, 'solutions.follow-up')
  }
  const asking = () => sink.mails.filter(({ mail }) => /\/solution\/\S+\/yes/.test(mail.text ?? ''))
  await expect.poll(() => asking().length).toBe(1)
  await pass(3)
  await expect.poll(() => asking().length).toBe(2)
  await pass(4)
  await expect.poll(() => asking().length).toBe(3)
  await pass(3)
  await expect(standing).toContainText('Astrid Berg has not answered. It rests unconfirmed')
  await expect(page.getByText('No answer: it rests unconfirmed')).toBeVisible()
  const { mail } = asking().at(-1) ?? {}
  const link = /http\S+\/yes/.exec(mail?.text ?? '')?.[0] ?? ''
  const late = await page.context().newPage()
  await late.goto(link)
  await expect(late.getByRole('button', { name: 'Yes, it is solved' })).toBeVisible()

  await found.call('POST', `/cases/${id}/contacts`, {
    ...{ channel: 'chat', summary: 'It blinks again.', startedAt: new Date().toISOString() },
  })
  await expect(standing).toBeHidden()
  await expect(page.getByText('You own this.')).toBeVisible()
  await page.goto(`${desk.url}/desk/needs-me/${id}`)
  await expect(page.getByText('It blinks again.').first()).toBeVisible()
  await late.reload()
  await expect(late.getByRole('heading', { name: 'There is something newer' })).toBeVisible()
})
