import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium as engine, type Page } from '@playwright/test'
import { chromium } from '../tests/harness/chromium.ts'
import { freePort } from '../tests/harness/free-port.ts'
import { dataFolder, forgetRunning, type Running, run } from '../tests/harness/running.ts'

const root = new URL('..', import.meta.url).pathname
const out = join(root, 'docs/screens')
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }
const themes = ['light', 'dark'] as const

/** Ruth leads a team and helps customers; Grace is the admin. */
type Who = 'ruth' | 'grace'
type Screen = { name: string; path: string; who?: Who; act?: (page: Page) => Promise<void> }
/** The main screens, each as its reader would come upon it in the demonstration company. */
const screens: Screen[] = [
  { name: 'list', path: '/desk/needs-me' },
  { name: 'case', path: '/desk/needs-me', act: openFirst },
  { name: 'call', path: '/desk/all', act: readCall },
  { name: 'story', path: '/desk/all', act: readStory },
  { name: 'search', path: '/desk/all', act: find },
  { name: 'customer', path: '/customers', act: (page) => page.locator('nav li button').first().click() },
  { name: 'settings-mailboxes', path: '/settings/mailboxes', who: 'grace' },
  { name: 'settings-people', path: '/settings/people', who: 'grace' },
]

/** The case stands when the last thing said and the story beside it are there. */
async function isOpen(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Conversation' }).getByRole('region').last().waitFor()
  await page.getByRole('heading', { name: 'In short' }).waitFor({ state: 'attached' })
  await page.getByText('So far').waitFor({ state: 'attached' })
}

async function openFirst(page: Page): Promise<void> {
  await page.getByRole('option').first().click()
  await isOpen(page)
}

async function readStory(page: Page): Promise<void> {
  await openPhoneStory(page)
  const button = page.getByRole('button', { name: "The customer's story" })
  if (await button.isVisible()) await button.click()
}

async function openPhoneStory(page: Page): Promise<void> {
  await page.goto(`${demo.url}${await phoneStoryPath(page)}`)
  await isOpen(page)
}

/** It lies further back than a list shows, so it is asked for by its words. */
async function phoneStoryPath(page: Page): Promise<string> {
  const answer = await page.request.get(`${demo.url}/api/v1/search?q=smaller%20phone%20family%20plan`)
  const { items } = (await answer.json()) as { items: { caseId: number | null }[] }
  return `/desk/all/${items.find(({ caseId }) => caseId !== null)?.caseId}`
}

async function readCall(page: Page): Promise<void> {
  await openPhoneStory(page)
  const talk = page.getByRole('region', { name: 'Conversation' })
  await talk.getByText('cut off').first().scrollIntoViewIfNeeded()
}

async function find(page: Page): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('searchbox').fill('phone')
  await page.getByRole('menuitem').first().waitFor()
}

const demo = await startDemo()
const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
try {
  mkdirSync(out, { recursive: true })
  const states = { ruth: await signedIn(browser, 'ruth'), grace: await signedIn(browser, 'grace') }
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of themes) {
      for (const screen of screens) {
        const storageState = states[screen.who ?? 'ruth']
        const context = await browser.newContext({
          viewport,
          colorScheme,
          storageState,
          reducedMotion: 'reduce',
        })
        await take(await context.newPage(), screen, `${size}-${colorScheme}`)
        await context.close()
      }
    }
  }
  console.log(`The screens are in ${out}`)
} finally {
  await browser.close()
  demo.process.signal('SIGTERM')
  await demo.process.ended
  await forgetRunning()
}

/** The built application with the demonstration company, in a folder that is thrown away. */
async function startDemo(): Promise<{ url: string; password: string; process: Running }> {
  const port = await freePort()
  const env = { PORT: String(port), DATA_DIR: await dataFolder() }
  const program = run({ words: ['--demo'], env })
  await program.says('Mail that is sent here')
  const password = program.output().match(/with the password (\S+)/)?.[1] ?? ''
  return { url: `http://localhost:${port}`, password, process: program }
}

async function signedIn(opened: Browser, who: Who) {
  const context = await opened.newContext()
  const page = await context.newPage()
  await page.goto(`${demo.url}/sign-in`)
  await page.getByLabel('E-mail address').fill(`${who}@larkfield.example`)
  await page.getByLabel('Password').fill(demo.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/desk/**')
  const state = await context.storageState()
  await context.close()
  return state
}

async function take(page: Page, { name, path, act }: Screen, kind: string): Promise<void> {
  await page.goto(demo.url + path)
  await page.getByRole('heading').first().waitFor()
  await act?.(page)
  // Everything that was asked for has come, and what comes after the first paint too.
  await page.waitForTimeout(1_500)
  await page.screenshot({ path: join(out, `${name}-${kind}.png`) })
}
