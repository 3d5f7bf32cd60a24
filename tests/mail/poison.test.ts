import { createHash } from 'node:crypto'
import { beforeAll, expect, it, vi } from 'vitest'
import { plainMail, poisons } from '../../bench/poison/mails.ts'
import { openPost } from '../../bench/post.ts'
import { createMailDesk, type MailDesk } from '../harness/mail-desk.ts'

let desk: MailDesk
beforeAll(async () => {
  desk = await createMailDesk()
})

// What asks the reader to break needs a hook in its thread (bench/poison/hook.mjs): here it is a mail like any other.
const natural = Object.entries(poisons).slice(5)

it('R15: hostile mails among others: every neighbour finds its place, every mail is kept byte for byte', async () => {
  const post = openPost(desk.smtpPort, 4)
  const sent = new Map<string, string>()
  const send = async (name: string, text: string) => {
    const raw = Buffer.from(text)
    sent.set(createHash('sha256').update(raw).digest('hex'), name)
    await post.send({ from: `${name}@customer.example`, to: desk.address, raw })
  }
  const plain = Array.from({ length: 25 }, (_, n) => `plain-${n}`)
  await Promise.all([
    ...natural.map(([, write], n) => send(`poison-${n}`, write(`poison-${n}`))),
    ...plain.map((name) => send(name, plainMail(name))),
  ])
  post.close()
  // Nobody waits for the hostile ones: on a busy machine they are read long afterwards.
  const placed = async () =>
    expect((await desk.cases()).map(({ need }) => need)).toEqual(expect.arrayContaining(plain))
  await vi.waitFor(placed, { timeout: 100_000, interval: 200 })
  const rows = await desk.platform.db
    .selectFrom('raw_mails')
    .select(['file_key', 'state', 'reason'])
    .execute()
  for (const { file_key: key, state, reason } of rows) {
    sent.delete(
      createHash('sha256')
        .update(await desk.platform.files.get(key ?? ''))
        .digest('hex'),
    )
    if (state !== 'placed') expect(reason).not.toBe('')
  }
  expect([...sent.values()]).toEqual([])
}, 120_000)
