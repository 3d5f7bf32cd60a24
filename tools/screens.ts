import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium as engine } from '@playwright/test'
import { chromium } from '../tests/harness/chromium.ts'
import { freePort } from '../tests/harness/free-port.ts'
import { dataFolder, forgetRunning, type Running, run } from '../tests/harness/running.ts'
import { type Demo, type Screen, screens, type Who } from './screens/screens.ts'
import { customerLink } from './screens/sent.ts'
import { shrink } from './screens/shrink.ts'

const root = new URL('..', import.meta.url).pathname
const out = join(root, 'docs/screens')
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } }
const themes = ['light', 'dark'] as const
/** Everyday cases around the stories: as many as fill a list and a ledger. */
const ENOUGH_CASES = '300'
const PATIENCE_MS = 600_000
/** `npm run screens -- promise my-case` takes only those. */
const wanted = process.argv.slice(2)

const { demo, program } = await startDemo()
const browser = await engine.launch({
  executablePath: chromium,
  args: ['--no-sandbox', '--disable-gpu', '--disable-lcd-text', '--font-render-hinting=none'],
})
try {
  mkdirSync(out, { recursive: true })
  const states = await signEverybodyIn(browser)
  for (const screen of screens) {
    if (wanted.length > 0 && !wanted.includes(screen.name)) continue
    for (const [size, viewport] of Object.entries(sizes))
      for (const colorScheme of themes) {
        const storageState = states[screen.who ?? 'ruth']
        const look = { viewport, colorScheme, storageState, reducedMotion: 'reduce' } as const
        await take(browser, screen, look, `${size}-${colorScheme}`)
      }
  }
  console.log(`The screens are in ${out}`)
} finally {
  await browser.close()
  program.signal('SIGTERM')
  await program.ended
  await forgetRunning()
}

/** The built application with the demonstration company, in a folder that is thrown away. */
async function startDemo(): Promise<{ demo: Demo; program: Running }> {
  const port = await freePort()
  const dataDir = await dataFolder()
  const env = { PORT: String(port), DATA_DIR: dataDir, DEMO_CASES: process.env.DEMO_CASES ?? ENOUGH_CASES }
  const started = run({ words: ['--demo'], env })
  await started.says('Mail that is sent here', PATIENCE_MS)
  const password = started.output().match(/with the password (\S+)/)?.[1] ?? ''
  return {
    demo: { url: `http://localhost:${port}`, password, sent: join(dataDir, 'sent') },
    program: started,
  }
}

async function signEverybodyIn(opened: Browser): Promise<Record<Who, BrowserContextOptions['storageState']>> {
  const states = { priya: await customerIn(opened, 'priya.raman@example.com'), nobody: undefined }
  const [ruth, kofi, henrik, grace] = [
    await signedIn(opened, 'ruth'),
    await signedIn(opened, 'kofi'),
    await signedIn(opened, 'henrik'),
    await signedIn(opened, 'grace'),
  ]
  return { ...states, ruth, kofi, henrik, grace }
}

async function signedIn(opened: Browser, who: string) {
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

async function customerIn(opened: Browser, address: string) {
  const context = await opened.newContext()
  const page = await context.newPage()
  await page.goto(`${demo.url}/my`)
  await page.getByLabel('Your e-mail address').fill(address)
  await page.getByRole('button', { name: 'Send me the link' }).click()
  await page.goto(await customerLink(demo.sent, address, '/my/sign-in/'))
  await page.getByRole('button', { name: 'Show my cases' }).click()
  await page.waitForURL('**/my')
  const state = await context.storageState()
  await context.close()
  return state
}

async function take(
  opened: Browser,
  { name, path, act }: Screen,
  look: BrowserContextOptions,
  kind: string,
): Promise<void> {
  const context = await opened.newContext(look)
  const page = await context.newPage()
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') console.log(`${name}-${kind}: ${said.text()}`)
  })
  page.on('pageerror', (error) => console.log(`${name}-${kind}: ${error.message}`))
  await page.goto(demo.url + path)
  await page.getByRole('heading').first().waitFor()
  await act?.(page, demo)
  // Everything that was asked for has come, and what comes after the first paint too.
  await page.waitForTimeout(1_200)
  writeFileSync(join(out, `${name}-${kind}.png`), shrink(await page.screenshot()))
  await context.close()
}
