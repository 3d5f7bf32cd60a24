import type { Page } from '@playwright/test'
import axe from 'axe-core'
import { expect } from '../harness/desk.ts'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** Everything axe finds wrong on the page as it stands, one line each; run in both themes. */
export async function faultsOf(page: Page, where: string): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Evaluated over the debugger, because the page's own policy lets no script in, ours included.
    await page.evaluate(axe.source)
    const { violations } = await page.evaluate(
      async (values) => await window.axe.run({ runOnly: { type: 'tag', values } }),
      tags,
    )
    for (const { id, nodes } of violations) {
      for (const node of nodes)
        faults.push(`${where}, ${colorScheme}: ${id}: ${node.target.join(' ')} ${node.failureSummary}`)
    }
  }
  return faults
}

/** Fails with every fault of the page as it stands. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  expect(await faultsOf(page, where)).toEqual([])
}

declare global {
  interface Window {
    axe: typeof axe
  }
}
