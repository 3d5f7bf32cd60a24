import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'
import { RawSmtp } from '../harness/raw-smtp.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
})

/** From another database of the server: this one takes no connections any more, or takes them again. */
const database = async (isOpen: boolean): Promise<void> => {
  const { name, url } = desk.platform.database
  const admin = new pg.Client({ connectionString: url.replace(name, 'postgres') })
  await admin.connect()
  await admin.query(`alter database ${name} allow_connections ${isOpen}`)
  if (!isOpen) {
    await admin.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and usename = current_user',
      [name],
    )
  }
  await admin.end()
}
afterEach(() => database(true))

it('a database that stops while the text comes in: 451, nothing acknowledged, and the next try is stored once', async () => {
  const client = await RawSmtp.open(desk.smtpPort)
  const mail =
    'From: ana@customer.example\r\nMessage-ID: <outage@customer.example>\r\nSubject: outage\r\n\r\nHello\r\n.\r\n'
  await client.begin('ana@customer.example', 'support@desk.test')
  client.write(mail.slice(0, 60))
  await database(false)
  client.write(mail.slice(60))
  expect(await client.answer()).toMatch(/^451 4\.3\.0/)
  expect(await client.say('MAIL FROM:<ana@customer.example>')).toMatch(/^250/)
  expect(await client.say('RCPT TO:<another@desk.test>')).toMatch(/^451/)
  client.close()

  await database(true)
  const again = await RawSmtp.open(desk.smtpPort)
  await again.begin('ana@customer.example', 'support@desk.test')
  again.write(mail)
  expect(await again.answer()).toMatch(/^250/)
  again.close()
  await expect
    .poll(async () => (await desk.cases()).map((each) => each.need), { timeout: 30_000 })
    .toEqual(['outage'])
}, 60_000)

it('a disk that takes nothing: 451, and nothing is on record that has no bytes', async () => {
  const folder = join(desk.platform.config.DATA_DIR ?? '', 'files')
  await mkdir(folder, { recursive: true })
  // A plain file in the place of the folder: works for root too, whom no permission stops.
  await rename(folder, `${folder}.away`)
  await writeFile(folder, '')
  const before = await desk.platform.db.selectFrom('raw_mails').select('id').execute()
  const mail = { from: 'full@customer.example', to: desk.address, subject: 'full', text: 'Hello' }
  await expect(desk.deliver(mail)).rejects.toThrow(/451/)
  expect(await desk.platform.db.selectFrom('raw_mails').select('id').execute()).toEqual(before)
  await rm(folder)
  await rename(`${folder}.away`, folder)
  expect(await desk.deliver(mail)).toMatch(/^250/)
  await desk.settled()
  expect((await desk.cases()).map((each) => each.need)).toContain('full')
}, 30_000)
