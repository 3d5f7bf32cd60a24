import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freePort } from '../../../tests/harness/free-port.ts'
import { type MailSink, startMailSink } from '../../../tests/harness/mail-sink.ts'
import { openPostBox } from '../../cli/demo/post-box.ts'
import { handOver, type MailServer, tryMailServer } from './smtp.ts'

let sink: MailSink
beforeAll(async () => {
  sink = await startMailSink()
})
beforeEach(() => {
  sink.manners = {}
  sink.mails.length = 0
})
afterAll(() => sink.close())

const server = (port = sink.port): MailServer => ({ host: '127.0.0.1', port, security: 'none' })
const mail = Buffer.from('From: a@desk.example\r\nSubject: Hi\r\n\r\nHello\r\n.\r\n..dots\r\n')
const ready = async (): Promise<void> => undefined
const send = (to = ['mia@home.example'], beforeText = ready) =>
  handOver(server(), { from: 'a@desk.example', to }, mail, beforeText)

describe('a mail that is handed over', () => {
  test('arrives as it was written, lines of dots too, at everybody it is for', async () => {
    const { reply, refused } = await send(['mia@home.example', 'sam@home.example'])
    expect(reply).toMatch(/^250/)
    expect(refused).toEqual([])
    expect(sink.mails).toHaveLength(1)
    expect(sink.mails[0]).toMatchObject({
      from: 'a@desk.example',
      to: ['mia@home.example', 'sam@home.example'],
    })
    expect(sink.mails[0]?.raw).toContain('Hello\r\n.\r\n..dots')
  })

  test('reaches those who are taken, and names the others with the words of the server', async () => {
    sink.manners = { recipient: (address) => (address.startsWith('sam') ? 550 : null) }
    const { refused } = await send(['mia@home.example', 'sam@home.example'])
    expect(refused).toEqual([
      { address: 'sam@home.example', words: expect.stringContaining('550'), smtpCode: 550 },
    ])
    expect(sink.mails[0]?.to).toEqual(['mia@home.example'])
  })

  test.each([
    ['every recipient is refused for ever', { recipient: () => 550 }, 550],
    ['every recipient is refused for now', { recipient: () => 451 }, 451],
    ['the text is refused', { text: () => 554 }, 554],
  ])('is an error that tells the code when %s', async (_when, manners, smtpCode) => {
    sink.manners = manners
    await expect(send()).rejects.toMatchObject({ name: 'HandOverError', smtpCode })
    expect(sink.mails).toEqual([])
  })

  test('is an error without a code when the line is cut after the text: nobody knows whether it arrived', async () => {
    sink.manners = { text: () => 'cut' }
    await expect(send()).rejects.toMatchObject({ name: 'HandOverError', smtpCode: null })
    expect(sink.mails).toHaveLength(1)
  })
})

test('the moment before the text comes after the server took the recipient, and once', async () => {
  let moments = 0
  const beforeText = async () => {
    moments += 1
    expect(sink.mails).toEqual([])
  }
  await send(undefined, beforeText)
  sink.mails.length = 0
  sink.manners = { recipient: () => 550 }
  await expect(send(undefined, beforeText)).rejects.toThrow()
  expect(moments).toBe(1)
})

test('a server that is not there is an error without a code, within a moment', async () => {
  const nowhere = server(await freePort())
  await expect(tryMailServer(nowhere)).rejects.toMatchObject({ name: 'HandOverError', smtpCode: null })
  await expect(tryMailServer(server())).resolves.toBeUndefined()
})

test.each(['starttls', 'tls'] as const)(
  'nothing is said to a server without %s when it is asked for',
  async (security) => {
    const asked = { ...server(), security, user: 'mia', password: 'canary' }
    const error = await handOver(asked, { from: 'a@desk.example', to: ['b@x.example'] }, mail, ready).catch(
      (e) => e,
    )
    expect(error.name).toBe('HandOverError')
    expect(error.message).not.toContain('canary')
    expect(sink.mails).toEqual([])
  },
)

test('the post box of the demonstration keeps every mail in its folder, and lets none out', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'regard-post-')), 'sent')
  const box = await openPostBox(folder)
  try {
    const envelope = { from: 'a@desk.example', to: ['mia@home.example'] }
    await Promise.all([1, 2].map(() => handOver(server(box.port), envelope, mail, ready)))
    const names = await readdir(folder)
    expect(names).toHaveLength(2)
    expect(await readFile(join(folder, names[0] ?? ''), 'utf8')).toContain('Subject: Hi')
  } finally {
    await box.close()
    await rm(join(folder, '..'), { recursive: true })
  }
})
