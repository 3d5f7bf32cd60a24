import type { Page } from '@playwright/test'
import { customerLink } from './sent.ts'

/** The demonstration that is looked at. */
export interface Demo {
  readonly url: string
  readonly password: string
  /** Where its mail lies instead of being sent. */
  readonly sent: string
}

/** Ruth and Kofi lead teams and help customers; Henrik leads the company; Grace is the admin; the others are customers. */
export type Who = 'ruth' | 'kofi' | 'henrik' | 'grace' | 'priya' | 'nobody'

export interface Screen {
  readonly name: string
  readonly path: string
  readonly who?: Who
  readonly act?: (page: Page, demo: Demo) => Promise<void>
}

const openTargets = (page: Page) => page.getByRole('button', { name: 'Change Everybody' }).click()
const openCalendar = (page: Page) => page.getByRole('button', { name: 'Change Office hours' }).click()
const planTurns = (page: Page) =>
  page.getByRole('button', { name: /Plan the turns of Customer service/ }).click()
const openMine = (page: Page) => page.getByRole('link', { name: /Fibre drops/ }).click()

/** The main screens, each as its reader would come upon it in the demonstration company; what changes something last. */
export const screens: readonly Screen[] = [
  { name: 'list', path: '/desk/needs-me' },
  { name: 'case', path: '/desk/needs-me', act: openFirst },
  { name: 'call', path: '/desk/all', act: readCall },
  { name: 'story', path: '/desk/all', act: readStory },
  { name: 'earlier', path: '/desk/all', who: 'grace', act: unfoldEarlier },
  { name: 'search', path: '/desk/all', act: find },
  { name: 'customer', path: '/customers', act: (page) => page.locator('nav li button').first().click() },
  { name: 'promise', path: '/desk/all', act: promise },
  { name: 'promises', path: '/promises?state=kept', who: 'henrik' },
  { name: 'propose', path: '/desk/all', act: propose },
  { name: 'settings-mailboxes', path: '/settings/mailboxes', who: 'grace' },
  { name: 'settings-people', path: '/settings/people', who: 'grace' },
  { name: 'settings-clocks', path: '/settings/clocks', who: 'grace', act: openTargets },
  { name: 'settings-hours', path: '/settings/hours', who: 'grace', act: openCalendar },
  { name: 'settings-duty', path: '/settings/duty', who: 'grace' },
  { name: 'settings-rota', path: '/settings/duty', who: 'grace', act: planTurns },
  { name: 'my-sign-in', path: '/my', who: 'nobody' },
  { name: 'my-cases', path: '/my', who: 'priya' },
  { name: 'my-case', path: '/my', who: 'priya', act: openMine },
  { name: 'my-question', path: '/my', who: 'nobody', act: openQuestion },
  { name: 'settings-guidelines', path: '/settings/guidelines', who: 'grace' },
  { name: 'my-manager', path: '/my', who: 'priya', act: askForManager },
  { name: 'escalation', path: '/desk/all', who: 'kofi', act: readEscalation },
  { name: 'ask', path: '/desk/all', act: askForHelp },
  { name: 'asked', path: '/desk/all', who: 'kofi', act: readQuestion },
  { name: 'answered', path: '/desk/all', act: readAnswer },
  { name: 'hand-over', path: '/desk/all', act: handOver },
  { name: 'offered', path: '/desk/needs-me', act: (page, demo) => openAbout(page, demo, moving) },
  { name: 'accepted', path: '/desk/all', act: accept },
]

const moving = 'Keep my number when I move to the Netherlands'
const estate = 'Contract of my late husband'
const phoneStory = 'smaller phone family plan'

/** The case stands when the last thing said and the story beside it are there. */
async function isOpen(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Conversation' }).getByRole('region').last().waitFor()
  await page.getByText('So far').waitFor({ state: 'attached' })
}

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('option').first().click()
  await isOpen(page)
}

/** It may lie further back than a list shows, so it is asked for by its words. */
async function caseAbout(page: Page, demo: Demo, words: string): Promise<number | null> {
  const answer = await page.request.get(`${demo.url}/api/v1/search?q=${encodeURIComponent(words)}`)
  const { items } = (await answer.json()) as { items: { caseId: number | null }[] }
  return items.find(({ caseId }) => caseId !== null)?.caseId ?? null
}

async function openCase(page: Page, demo: Demo, id: number | null): Promise<void> {
  await page.goto(`${demo.url}/desk/all/${id}`)
  await isOpen(page)
}

const openAbout = async (page: Page, demo: Demo, words: string): Promise<void> =>
  openCase(page, demo, await caseAbout(page, demo, words))

async function readStory(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, phoneStory)
  const button = page.getByRole('button', { name: "The customer's story" })
  if (await button.isVisible()) await button.click()
}

async function readCall(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, phoneStory)
  const talk = page.getByRole('region', { name: 'Conversation' })
  await talk.getByText('cut off').first().scrollIntoViewIfNeeded()
}

async function unfoldEarlier(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, phoneStory)
  const earlier = page.getByRole('region', { name: 'Earlier cases of this customer' })
  await earlier.getByRole('button').last().click()
  await earlier.getByRole('link', { name: /^Open case/ }).waitFor()
  await page.getByRole('region', { name: 'Conversation' }).evaluate((box) => box.scrollTo({ top: 0 }))
}

async function find(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').fill('phone')
  await page.getByRole('menuitem').first().waitFor()
}

async function promise(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, estate)
  await page.keyboard.press('p')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('What do we promise?').fill('Call to hear whether the letter came')
  await dialog.getByLabel('By when?').fill('tomorrow by 10')
  await dialog.getByRole('status').getByText('10:00').waitFor()
}

async function propose(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, estate)
  await page.getByRole('button', { name: 'Propose as solved…' }).click()
  const words =
    'Dear Rosa,\n\nthe contract ended on the day your husband died, and what was taken since is on its way back. The letter for the bank is in the post.\n\nRuth Adeyemi'
  await page.getByRole('dialog').getByRole('textbox').fill(words)
}

async function handOver(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, estate)
  await page.keyboard.press('h')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'To' }).fill('Ida')
  await page.getByRole('option', { name: /^Ida Lindqvist/ }).click()
  await dialog.getByLabel('How they feel').fill('In grief, and glad of every letter she need not write.')
}

/** She asks once; afterwards it is asked. */
async function askForManager(page: Page): Promise<void> {
  await openMine(page)
  const words = 'Mei is kind, but four evenings are enough. Can somebody decide?'
  if (await page.getByText(words).isVisible()) return
  await page.getByText('Ask for a manager').first().click()
  await page.getByLabel(/What should they know/).fill(words)
  await page.getByRole('button', { name: 'Ask for a manager' }).click()
  await page.getByRole('status').waitFor()
}

async function readEscalation(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, 'Fibre drops every evening since the new router')
  await page.getByRole('region', { name: /help/ }).first().waitFor()
}

const question = 'May we end the contract on the day he died, or only at the end of the month?'

async function askForHelp(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, estate)
  await page.keyboard.press('a')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'To' }).fill('Kofi')
  await page.getByRole('option', { name: /^Kofi/ }).click()
  await page.keyboard.press('Tab')
  await dialog.getByLabel('Your question').fill(question)
}

/** Asked in Ruth's name once; afterwards it is asked. */
async function readQuestion(page: Page, demo: Demo): Promise<void> {
  const id = await caseAbout(page, demo, phoneStory)
  const ruth = await at(page, demo, 'ruth')
  const { items } = await ruth.get<{ state: string }>(`/cases/${id}/consults`)
  if (!items.some(({ state }) => state === 'asked')) {
    const kofi = (await ruth.get<{ id: number; name: string }>('/staff')).items.find(({ name }) =>
      name.startsWith('Kofi'),
    )
    await ruth.post(`/cases/${id}/consults`, { to: [{ staffId: kofi?.id }], question: planQuestion })
  }
  await openCase(page, demo, id)
  await page.getByRole('region', { name: 'Your help is asked for' }).first().waitFor()
}
const planQuestion = 'Can one number of a family plan change its phone without a new contract for all?'

/** Answered in Kofi's name once. */
async function readAnswer(page: Page, demo: Demo): Promise<void> {
  const id = await caseAbout(page, demo, phoneStory)
  const kofi = await at(page, demo, 'kofi')
  const { items } = await kofi.get<{ id: number; state: string }>(`/cases/${id}/consults`)
  const open = items.find(({ state }) => state === 'asked')
  const words = 'Yes: it is one line in the plan, and takes ten minutes. I have opened it for you.'
  if (open) await kofi.post(`/consults/${open.id}/answer`, { words })
  await openCase(page, demo, id)
  await page.getByRole('region', { name: 'Asked for help' }).first().waitFor()
}

/** The desk's API in the name of a colleague, away from whoever is at the page. */
async function at(page: Page, demo: Demo, who: string) {
  const { request } = (await page.context().browser()?.newContext()) ?? page.context()
  const headers = { origin: demo.url }
  const post = async (path: string, data: object): Promise<void> => {
    const answer = await request.post(`${demo.url}/api/v1${path}`, { headers, data })
    if (!answer.ok()) throw new Error(`POST ${path}: ${await answer.text()}`)
  }
  await post('/session', { email: `${who}@larkfield.example`, password: demo.password })
  const get = async <T>(path: string) =>
    (await (await request.get(`${demo.url}/api/v1${path}`)).json()) as { items: T[] }
  return { get, post }
}

/** The first press accepts; afterwards it is accepted. */
async function accept(page: Page, demo: Demo): Promise<void> {
  await openAbout(page, demo, moving)
  const button = page.getByRole('button', { name: 'Accept' })
  const line = page.getByText(/accepted after/).first()
  await button.or(line).first().waitFor()
  if (await button.isVisible()) await button.click()
  await line.waitFor()
}

async function openQuestion(page: Page, demo: Demo): Promise<void> {
  await page.goto(await customerLink(demo.sent, 'aidan.walsh@', '/yes'))
}
