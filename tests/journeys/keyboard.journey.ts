import type { Page } from '@playwright/test'
import { expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'
import { caseWith, customer, openAt, own } from './world.ts'

const palette = (page: Page) => page.getByRole('dialog', { name: 'Find anyone, do anything' })

/** Opens the palette as soon as the desk listens, and waits until it does itself. */
async function openPalette(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(palette(page).getByRole('searchbox')).toBeFocused()
}

/** Opens the palette, types, and takes the first row that reads like `row`, without the pointer. */
async function command(page: Page, words: string, row: RegExp): Promise<void> {
  await openPalette(page)
  await page.keyboard.type(words)
  const wanted = palette(page).getByRole('menuitem', { name: row }).first()
  await expect(wanted).toBeVisible()
  for (let step = 0; step < 20; step += 1) {
    if ((await wanted.getAttribute('data-focused')) !== null) break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
  await expect(palette(page)).toBeHidden()
}

const scripts = [
  ['Åsa Öberg', 'öberg', 'Latin with marks'],
  ['Жанна Морозова', 'морозова', 'Cyrillic'],
  ['李小龙', '李小', 'Chinese'],
  ['محمد العربي', 'العربي', 'Arabic'],
] as const

for (const [name, words, script] of scripts) {
  test(`people are found as one types, in ${script}`, async ({ desk, page }) => {
    const found = await foundDesk(desk, page)
    const id = await customer(found, name)
    const said = own(`${words} ${script}`)
    const { id: caseId } = await caseWith(found, own('A need'), [said], id)
    await page.goto(`${desk.url}/desk/needs-me`)
    await command(page, words, new RegExp(name))
    await expect(page).toHaveURL(new RegExp(`/(customers/${id}|desk/all/${caseId})$`))
  })
}

test('letters typed while the palette is on its way do nothing to the case behind it', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const { id } = await caseWith(found, own('Nothing happens to it'), ['Hello?'])
  let arrive = (): void => {}
  const late = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(/\/palette-[^/]*\.js$/, async (route) => {
    await late
    await route.continue()
  })
  await page.goto(`${desk.url}/desk/all/${id}`)
  await expect(page.getByRole('button', { name: 'Hand over…' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('hp')
  arrive()
  await expect(palette(page).getByRole('searchbox')).toBeFocused()
  await expect(page.getByRole('dialog')).toHaveCount(1)
})

test('search answers while one types: half a word finds words of a message, and marks them', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const word = `zylophon${own('').trim()}`
  const { id } = await caseWith(found, own('Music on hold'), [`The ${word} never ends.`])
  await page.goto(`${desk.url}/desk/needs-me`)
  await openPalette(page)
  await page.keyboard.type(word.slice(0, -1))
  const hit = palette(page).getByRole('menuitem').filter({ hasText: 'never ends' }).first()
  await expect(hit).toBeVisible()
  await expect(hit.locator('mark').first()).toContainText('zylophon')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('qzqzqzqz')
  await expect(palette(page).getByText(/Nothing fits/)).toBeVisible()
  await page.keyboard.press('Escape')
  if (await palette(page).isVisible()) await page.keyboard.press('Escape')
  await expect(palette(page)).toBeHidden()
  await command(page, word, /never ends/)
  await expect(page).toHaveURL(new RegExp(`/desk/all/${id}$`))
})

test('a whole case without the pointer: find it, take it, answer it, close another, go everywhere', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const need = own('Keyboard only')
  const { id } = await caseWith(found, need, ['Please.'], await customer(found, own('Kim Keys')))
  await page.goto(`${desk.url}/desk/all`)
  await expect(page.getByRole('option').first()).toBeVisible()
  await command(page, need, new RegExp(need))
  await expect(page).toHaveURL(new RegExp(`/${id}$`))
  await expect(page.getByRole('button', { name: 'Take it' })).toBeVisible()
  await page.keyboard.press('t')
  await expect(page.getByText('You own this.')).toBeVisible()
  await command(page, 'write a note', /Write a note/)
  await expect(page.getByRole('textbox', { name: /^A note for colleagues/ })).toBeFocused()
  await page.keyboard.type('By hand, without a mouse.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('region', { name: /^Note by/ })).toContainText('without a mouse')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  await expect(page.getByRole('textbox', { name: /^Write to the customer/ })).toBeFocused()
  await page.keyboard.type('On our way.')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('On its way to the customer.')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('z')
  await expect(page.getByText(/^Taken back/)).toBeVisible()

  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Close without a solution' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  for (const [keys, heading] of [
    ['gc', 'Customers'],
    ['gs', 'Settings'],
    ['gd', 'Needs me now'],
  ] as const) {
    for (const key of keys) await page.keyboard.press(key)
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible()
  }
  await page.keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText('Go to customers')
})

test('everything on the case screen is reached with Tab alone, and shows that it is', async ({
  desk,
  page,
}) => {
  const found = await foundDesk(desk, page)
  const { id } = await caseWith(found, own('Tab through'))
  await openAt(page, desk.url, id)
  const wanted = new Set(['Search', 'More', 'Attach files', 'Use a macro', 'Add a tag'])
  for (let step = 0; step < 80 && wanted.size > 0; step += 1) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => {
      const at = document.activeElement
      return at?.getAttribute('aria-label') ?? at?.textContent ?? ''
    })
    for (const one of wanted) if (name.startsWith(one)) wanted.delete(one)
  }
  expect([...wanted]).toEqual([])
})
