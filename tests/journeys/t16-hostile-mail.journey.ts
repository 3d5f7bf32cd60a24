import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { expect, test } from '../harness/desk.ts'
import { type FoundDesk, foundDesk } from '../harness/found-desk.ts'

/** `T16=all` sends every payload; otherwise every thirtieth, which keeps the run short. */
const STEP = process.env.T16 === 'all' ? 1 : 30
// A record of a thousand pages would cost more than looking at them.
test.use({ trace: STEP === 1 ? 'off' : 'retain-on-failure' })
const folder = new URL('../../../shared/data/xss-html/', import.meta.url)
const isThere = existsSync(folder)

const read = (name: string): unknown[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const payloads = (): string[] =>
  [
    ...read('dompurify.json').map((item) => (item as { payload: string }).payload),
    ...read('html5security.json').map((item) => (item as { html: string }).html),
    ...(read('payload-list.json') as string[]),
  ].filter((_payload, index) => index % STEP === 0)

/** Everything that must not happen while a page shows mail: a script runs, a policy steps in, something foreign loads. */
const watch = (page: Page, home: string): string[] => {
  const seen: string[] = []
  const note = (what: string) => seen.push(`${page.url()}: ${what.slice(0, 300)}`)
  page.on('dialog', (dialog) => {
    note(`a script ran: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) note(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(home) && !/^(data|blob|about):/.test(url)) note(`a request to ${url}`)
  })
  return seen
}

/** What is left in the mail's view that the page shows which could act, as the browser itself parsed it. */
const actingParts = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const acts =
      'script,iframe,frame,object,embed,base,meta,link,form,input,button,svg,math,style,video,audio,template'
    return [...document.body.querySelectorAll('*')].flatMap((element) => [
      ...(element.matches(acts) ? [element.outerHTML.slice(0, 120)] : []),
      ...[...element.attributes]
        .filter(
          ({ name, value }) =>
            name.startsWith('on') ||
            name === 'srcdoc' ||
            // A tip is only words, whatever they look like.
            (name !== 'title' && /^\s*(javascript|vbscript|data:text)/i.test(value)),
        )
        .map(({ name, value }) => `${element.tagName} ${name}=${value.slice(0, 80)}`),
    ])
  })

const oneLine = (text: string): string => text.replace(/[\r\n\0]+/g, ' ').slice(0, 400)

/** One mail per payload: in the body as HTML and as text, in the subject, the sender's name and a file's name. */
const sendAll = async (desk: FoundDesk, list: readonly string[]): Promise<void> => {
  const transport = createTransport({
    host: '127.0.0.1',
    port: desk.smtpPort,
    secure: false,
    pool: true,
    maxConnections: 4,
  })
  await Promise.all(
    list.map((payload, index) =>
      transport.sendMail({
        from: { name: oneLine(payload), address: `sender${index}@hostile.example` },
        to: desk.address,
        subject: oneLine(payload),
        text: payload,
        html: `<p>Before</p>${payload}<p>After</p>`,
        attachments: [
          { filename: oneLine(payload).slice(0, 120), content: payload, contentType: 'text/html' },
        ],
      }),
    ),
  )
  transport.close()
}

/** Opens the views of all mails as HTML, one after the other; the parts that could act in any of them. */
const readAsSent = async (page: Page, desk: FoundDesk, home: string, ids: number[]): Promise<string[]> => {
  const acting: string[] = []
  for (const id of ids) {
    for (const address of await desk.htmlAddresses(id)) {
      const shown = await page.goto(home + address)
      if (shown?.status() !== 200) acting.push(`${address}: answered ${shown?.status()}`)
      if (!(await page.content()).includes('Before')) acting.push(`${address}: shows nothing`)
      acting.push(...(await actingParts(page)).map((part) => `${address}: ${part}`))
    }
  }
  return acting
}

/** Walks down the whole list with the keyboard, until every case has been open once. */
const walkThrough = async (page: Page, home: string, ids: readonly number[]): Promise<void> => {
  await page.goto(`${home}/desk/all`)
  await expect(page.getByRole('option').first()).toBeVisible()
  const opened = new Set<number>()
  while (opened.size < ids.length) {
    const before = page.url()
    await expect(async () => {
      await page.keyboard.press('j')
      expect(page.url()).not.toBe(before)
    }).toPass({ intervals: [20, 50, 200] })
    const id = Number(page.url().split('/').at(-1))
    // The row that is open, and the words of its own conversation below its own head.
    await expect(page.locator(`#case-${id}[aria-selected=true]`)).toBeVisible()
    await expect(page.getByRole('region', { name: /^Message from/ }).first()).toBeVisible()
    opened.add(id)
  }
}

test('T16 hostile mail runs nothing, asks nothing of other places and trips no policy, wherever it is shown', async ({
  desk,
  page,
  context,
  browser,
}) => {
  test.skip(!isThere, '../shared/data/xss-html is not present')
  test.setTimeout(STEP === 1 ? 1_800_000 : 240_000)
  const found = await foundDesk(desk, page)
  const list = payloads()
  await sendAll(found, list)
  const ids = (await found.waitForCases(list.length)).map(({ id }) => id)
  // In a window of its own: a page behind another one draws nothing.
  const reader = await browser.newPage({ storageState: await context.storageState() })
  const seen = [watch(page, desk.url), watch(reader, desk.url)]

  const [acting] = await Promise.all([
    readAsSent(reader, found, desk.url, ids),
    walkThrough(page, desk.url, ids),
  ])
  await page.goto(`${desk.url}/customers`)
  await page.waitForLoadState('networkidle')
  expect([...acting, ...seen.flat()]).toEqual([])
})
