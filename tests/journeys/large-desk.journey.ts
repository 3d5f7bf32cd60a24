import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { installRoot } from '../../server/platform/places.ts'
import { type Desk, expect, test } from '../harness/desk.ts'
import { foundDesk } from '../harness/found-desk.ts'

/** More than one scrolls through here: the list fetches 50 at a time, whatever stands below. */
const CASES = 3_000
test.use({ deskOf: 'large' })
test.describe.configure({ mode: 'serial', timeout: 180_000 })

const seed = (desk: Desk) =>
  spawnSync(process.execPath, [join(installRoot, 'dist/cli.js'), 'seed', '--cases', String(CASES)], {
    env: { PATH: process.env.PATH, ...desk.env },
    encoding: 'utf8',
  })

const list = (page: Page) => page.getByRole('listbox', { name: 'Cases' })

test('a list of thousands scrolls on and on with a bounded number of rows, and no long pause', async ({
  desk,
  page,
}) => {
  await foundDesk(desk, page)
  const seeded = seed(desk)
  expect(seeded.status, seeded.stderr).toBe(0)
  await page.goto(`${desk.url}/desk/all`)
  await expect(page.getByRole('option').first()).toBeVisible()
  const most = await list(page).evaluate(async (box) => {
    let rows = 0
    let longest = 0
    let last = performance.now()
    for (let frame = 0; frame < 240; frame += 1) {
      box.scrollTop += 400
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
      rows = Math.max(rows, box.querySelectorAll('[role=option]').length)
    }
    return { rows, longest, top: box.scrollTop }
  })
  expect(most.rows).toBeLessThan(40)
  // Further pages came in while it moved: it went past the first fifty rows.
  expect(most.top).toBeGreaterThan(50 * 96)
  // A whole second without a frame would be seen by anybody, on any machine that runs tests.
  expect(most.longest).toBeLessThan(1_000)
  await expect(page.getByRole('option').first()).toBeVisible()
})

test('walking down with the keyboard goes past the first page, and the open case stays in sight', async ({
  desk,
  page,
}) => {
  await foundDesk(desk, page)
  await page.goto(`${desk.url}/desk/all`)
  await expect(page.getByRole('option').first()).toBeVisible()
  for (let step = 0; step < 60; step += 1) {
    const before = page.url()
    await expect(async () => {
      await page.keyboard.press('j')
      expect(page.url()).not.toBe(before)
    }).toPass({ intervals: [50, 200] })
  }
  const open = page.locator('[role=option][aria-selected=true]')
  await expect(open).toBeInViewport({ ratio: 1 })
  expect(Number(await open.getAttribute('aria-posinset'))).toBeGreaterThan(50)
})

test('a case that was open before stands there at once, without a word from the server', async ({
  desk,
  page,
}) => {
  await foundDesk(desk, page)
  await page.goto(`${desk.url}/desk/all`)
  const rows = page.getByRole('option')
  const need = page.getByRole('article').getByRole('button', { name: /^Need: / })
  await rows.nth(0).click()
  await expect(page.locator('[contenteditable=true]')).toBeVisible()
  const first = (await need.textContent()) ?? ''
  await rows.nth(1).click()
  await expect(need).not.toHaveText(first)
  // From here on nothing is answered any more: what is shown is what is kept.
  await page.route('**/api/v1/**', () => undefined)
  await rows.nth(0).click()
  await expect(need).toHaveText(first, { timeout: 2_000 })
  await expect(page.getByRole('region', { name: /^Message from|^Call|^Visit/ }).first()).toBeVisible()
})
