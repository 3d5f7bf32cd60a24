import { existsSync } from 'node:fs'
import { type Page, chromium as playwright } from '@playwright/test'
import { chromium } from '../tests/harness/chromium.ts'
import { middle } from './ratio.ts'

export interface FirstPaint {
  /** From asking for the page to the first pixels, in ms. */
  readonly paintMs: number
  /** To the first words of the list that can be read. */
  readonly usefulMs: number
}

const TRIES = 3
const SLOW_LINE = { offline: false, latency: 20, downloadThroughput: 500_000, uploadThroughput: 250_000 }
const SLOWER_PROCESSOR = 4
const TIMEOUT_MS = 60_000

/**
 * Opens the desk as a signed-in person with nothing cached, at 4 Mbit/s and a processor four times slower, until
 * `words` of a case can be read. Null when there is no browser.
 */
export const measureFirstPaint = async (
  url: string,
  cookie: string,
  words: string,
): Promise<FirstPaint | null> => {
  if (!existsSync(chromium)) return null
  const browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox'] })
  try {
    const tries: FirstPaint[] = []
    while (tries.length < TRIES) tries.push(await openOnce(browser, url, cookie, words))
    return {
      paintMs: middle(tries.map((each) => each.paintMs)),
      usefulMs: middle(tries.map((each) => each.usefulMs)),
    }
  } finally {
    await browser.close()
  }
}

const openOnce = async (
  browser: Awaited<ReturnType<typeof playwright.launch>>,
  url: string,
  cookie: string,
  words: string,
): Promise<FirstPaint> => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  await context.addCookies(
    cookie.split('; ').map((each) => {
      const [name = '', value = ''] = each.split('=')
      return { name, value, url }
    }),
  )
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', SLOW_LINE)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_PROCESSOR })
  await page.addInitScript(watchForWords, words)
  await page.goto(`${url}/desk/needs-me`, { waitUntil: 'commit' })
  const usefulMs = await readAt(page)
  const paintMs = await page.evaluate(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now(),
  )
  const seen = { paintMs: Math.round(paintMs), usefulMs: Math.round(usefulMs) }
  await context.close()
  return seen
}

// Asked for again and again, because the page's policy forbids what waits inside it.
const readAt = async (page: Page): Promise<number> => {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await page.waitForTimeout(100)) {
    const at = await page.evaluate(() => Reflect.get(window, 'readAt'))
    if (typeof at === 'number') return at
  }
  throw new Error('the words of the case were not shown')
}

// Runs in the page: notes when the words stand there and a frame with them has been shown. Without a function of its
// own name, which the compiler of our scripts would register with a helper that the page does not have.
const watchForWords = (words: string): void => {
  const timer = setInterval(() => {
    if (!document.body?.textContent.includes(words)) return
    clearInterval(timer)
    requestAnimationFrame(() => setTimeout(() => Reflect.set(window, 'readAt', performance.now())))
  }, 10)
}
