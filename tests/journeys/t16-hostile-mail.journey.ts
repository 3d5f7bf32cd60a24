import { existsSync, readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { expect, test } from '../harness/desk.ts'
import { type FoundDesk, foundDesk } from '../harness/found-desk.ts'

/** `T16=all` sends every payload; otherwise every thirtieth, which keeps the run short. */
const STEP = process.env.T16 === 'all' ? 1 : 30
const folder = new URL('../../../shared/data/xss-html/', import.meta.url)
const isThere = existsSync(folder)

const read = (name: string): unknown[] => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const payloads = (): string[] =>
  [
    ...read('dompurify.json').map((item) => (item as { payload: string }).payload),
    ...read('html5security.json').map((item) => (item as { html: string }).html),
    ...(read('payload-list.json') as string[]),
  ].filter((_payload, index) => index % STEP === 0)

/** Everything in a page that must not happen: a script that runs, a policy that had to step in, a foreign load. */
const watch = (page: Page, home: string): string[] => {
  const seen: string[] = []
  page.on('dialog', (dialog) => {
    seen.push(`a script ran: ${dialog.message()}`)
    dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) seen.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(home) && !/^(data|blob|about):/.test(url))
      seen.push(`a request to ${url.slice(0, 120)}`)
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
            name.startsWith('on') || name === 'srcdoc' || /^\s*(javascript|vbscript|data:text)/i.test(value),
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

test('T16 hostile mail runs nothing, asks nothing of other places and trips no policy, wherever it is shown', async ({
  desk,
  page,
}) => {
  test.skip(!isThere, '../shared/data/xss-html is not present')
  test.setTimeout(STEP === 1 ? 1_800_000 : 240_000)
  const found = await foundDesk(desk, page)
  const list = payloads()
  await sendAll(found, list)
  const cases = await found.waitForCases(list.length)
  const seen = watch(page, desk.url)

  await page.goto(`${desk.url}/desk/all`)
  await expect(page.getByRole('listbox').or(page.getByRole('grid')).first()).toBeVisible()
  for (const { id } of cases) {
    await page.goto(`${desk.url}/desk/all/${id}`)
    await expect(page.getByRole('region', { name: /^Message from/ }).first()).toBeVisible()
    for (const address of await found.htmlAddresses(id)) {
      const shown = await page.goto(`${desk.url}${address}`)
      expect(shown?.status()).toBe(200)
      await expect(page.getByText('Before').first()).toBeAttached()
      expect(await actingParts(page), address).toEqual([])
    }
    expect(seen, `case ${id}`).toEqual([])
  }
  await page.goto(`${desk.url}/customers`)
  await page.waitForLoadState('networkidle')
  expect(seen).toEqual([])
})
