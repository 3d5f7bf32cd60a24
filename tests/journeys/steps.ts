import type { Page } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { type Desk, expect } from '../harness/desk.ts'

export const admin = { name: 'Mia Lindqvist', email: 'mia@example.org', password: 'a short sentence is easy' }

/** Opens a new desk through the link that its start printed, as its first admin would. */
export async function setUp(page: Page, desk: Desk): Promise<void> {
  const link = desk.process.output().match(/http\S+\/set-up#token=\S+/)?.[0]
  if (!link) throw new Error(`the start printed no set-up link:\n${desk.process.output()}`)
  await page.goto(link)
  await page.getByLabel('Your organisation').fill('Lund Telephone')
  await page.getByLabel('Your name').fill(admin.name)
  await page.getByLabel('Your e-mail address').fill(admin.email)
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Open the desk' }).click()
  await expect(page.getByRole('heading', { name: 'Needs me now' })).toBeVisible()
}

/** Signs in at the front door. */
export async function signIn(page: Page, desk: Desk, person = admin): Promise<void> {
  await page.goto(`${desk.url}/sign-in`)
  await page.getByLabel('E-mail address').fill(person.email)
  await page.getByLabel('Password').fill(person.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Needs me now' })).toBeVisible()
}

/** Adds the address that customers write to; its mail reaches us through our own listener. */
export async function addMailbox(page: Page, desk: Desk, address: string): Promise<void> {
  await page.goto(`${desk.url}/settings/mailboxes`)
  await page.getByRole('button', { name: 'New mailbox' }).click()
  const dialog = page.getByRole('dialog', { name: 'New mailbox' })
  await dialog.getByLabel('Name, as customers read it').fill('Lund Telephone Service')
  await dialog.getByLabel('E-mail address').fill(address)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('listitem').filter({ hasText: address })).toBeVisible()
}

/** Opens a case of the list and waits until one can write in it. */
export async function openCase(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('option', { name }).click()
  await expect(page.getByRole('region', { name: 'Write a reply' })).toBeVisible()
}

/** A customer's mail, sent with a real client to the desk's own listener. */
export async function sendMail(
  desk: Desk,
  mail: { from: string; to: string; subject: string; text: string; html?: string },
) {
  const client = createTransport({ host: '127.0.0.1', port: Number(desk.env.SMTP_PORT), ignoreTLS: true })
  await client.sendMail(mail)
  client.close()
}
