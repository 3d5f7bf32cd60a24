import type { Browser, Page } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { expect } from '../harness/desk.ts'
import type { FoundDesk } from '../harness/found-desk.ts'

const password = 'nine brown owls by the lake'
let made = 0

/** A name of its own for each thing of a journey, so that journeys share a desk without meeting each other. */
export const own = (words: string): string => {
  made += 1
  return `${words} ${process.pid.toString(36)}${made}`
}

/** A customer with an e-mail address, and their id. */
export async function customer(desk: FoundDesk, name: string): Promise<number> {
  const value = `${own('customer').replace(' ', '.')}@customers.example`
  const { id } = (await desk.call('POST', '/customers', { name, addresses: [{ kind: 'email', value }] })) as {
    id: number
  }
  return id
}

/** A case with one contact for each of the `words`; the first chat opens it. */
export async function caseWith(
  desk: FoundDesk,
  need: string,
  words: readonly string[] = ['It does not work.'],
  customerId: number | null = null,
): Promise<{ id: number; number: number }> {
  const contact = (summary: string) => ({ channel: 'chat', summary, startedAt: new Date().toISOString() })
  const [first = '', ...more] = words
  const made = await desk.call('POST', '/cases', { need, teamId: 1, customerId, contact: contact(first) })
  const { id, number } = made as { id: number; number: number }
  for (const said of more) await desk.call('POST', `/cases/${id}/contacts`, contact(said))
  return { id, number }
}

/** A mail of a customer to the desk's own listener. */
export async function write(desk: FoundDesk, from: string, subject: string, text: string): Promise<void> {
  const client = createTransport({ host: '127.0.0.1', port: desk.smtpPort, ignoreTLS: true })
  await client.sendMail({ from, to: desk.address, subject, text })
  client.close()
}

export interface Colleague {
  readonly page: Page
  readonly name: string
  readonly email: string
  readonly password: string
}

/** A colleague who has accepted an invitation, at a browser of their own. */
export async function colleague(
  browser: Browser,
  desk: FoundDesk,
  home: string,
  who: { name: string; role?: 'agent' | 'lead' | 'admin' },
): Promise<Colleague> {
  const email = `${who.name.toLowerCase().replace(/\W+/g, '.')}@larkfield.example`
  const invitation = { name: who.name, email, role: who.role ?? 'agent', teamIds: [1] }
  const { link } = (await desk.call('POST', '/invitations', invitation)) as { link: string }
  const page = await browser.newPage()
  const accepted = await page.request.post(`${home}/api/v1/invitations/acceptance`, {
    headers: { origin: home },
    data: { token: link.split('#token=')[1], password },
  })
  expect(accepted.ok(), await accepted.text()).toBe(true)
  return { page, name: who.name, email, password }
}

/** Opens a case by its address and waits until one can write in it, with the editor that knows / and @. */
export async function openAt(page: Page, home: string, caseId: number, list = 'all'): Promise<void> {
  await page.goto(`${home}/desk/${list}/${caseId}`)
  await expect(page.locator('[contenteditable=true]')).toBeVisible()
}

/** Chooses an act from a case's menu. */
export async function choose(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: 'More', exact: true }).click()
  await page.getByRole('menuitem', { name: act }).click()
}
