import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMailDesk, type MailDesk } from '../../../../tests/harness/mail-desk.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { showImport, startImportFrom } from '../actions/imports.ts'
import { bringInMails } from './bring-in.ts'

let desk: MailDesk
let folder: string
beforeAll(async () => {
  desk = await createMailDesk()
  folder = await mkdtemp(join(tmpdir(), 'regard-import-'))
}, 60_000)
afterAll(() => rm(folder, { recursive: true, force: true }))
let made = 0
beforeEach(() => {
  made += 1
})

const actor = systemActor('test')
interface Old {
  readonly id: string
  readonly from: string
  readonly to?: string
  readonly answers?: string
  readonly date?: string
  readonly text?: string
  readonly more?: string
}
const letter = ({
  id,
  from,
  to = desk.address,
  answers,
  date = 'Mon, 2 Mar 2020 09:14:00 +0000',
  text = id,
  more = '',
}: Old) =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: Old ${id}`,
    `Message-ID: <${id}.${made}@old.example>`,
    ...(answers
      ? [`In-Reply-To: <${answers}.${made}@old.example>`, `References: <${answers}.${made}@old.example>`]
      : []),
    `Date: ${date}`,
    `${more}\n${text}\n`,
  ].join('\n')
const mboxOf = async (...letters: readonly string[]): Promise<string> => {
  const path = join(folder, `${made}.mbox`)
  await writeFile(path, letters.map((text) => `From x Mon Mar  2 09:14:00 2020\n${text}\n`).join(''))
  return path
}
const begin = async (path: string, more: { isSent?: boolean; openDays?: number } = {}) => {
  const wanted = { address: desk.address, path, isSent: false, openDays: 0, ...more }
  const begun = await transact(desk.platform.db, actor, (tx) => startImportFrom(tx, actor, wanted))
  return begun ?? { id: 0, isResumed: false }
}
const bring = async (path: string, more: { isSent?: boolean; openDays?: number } = {}) => {
  const { id } = await begin(path, more)
  await bringInMails(desk.platform, id)
  return showImport(desk.platform.db, id)
}
const caseOf = async (need: string) => {
  const rows = await desk.platform.db
    .selectFrom('cases')
    .selectAll()
    .where('need', '=', need)
    .orderBy('id', 'desc')
    .execute()
  const [found] = rows
  if (!found) throw new Error(`no case says ${need}`)
  return found
}

describe('an mbox that is brought in', { timeout: 60_000 }, () => {
  it('becomes closed cases with their threads, dates and writers, and nobody is called or answered', async () => {
    const path = await mboxOf(
      letter({ id: 'question', from: 'Ana Lima <ana@customer.example>' }),
      letter({
        id: 'answer',
        from: `Help <${desk.address}>`,
        to: 'ana@customer.example',
        answers: 'question',
        date: 'Tue, 3 Mar 2020 10:00:00 +0000',
      }),
      letter({
        id: 'thanks',
        from: 'ana@customer.example',
        answers: 'answer',
        date: 'Wed, 4 Mar 2020 10:00:00 +0000',
      }),
      letter({ id: 'other', from: 'ben@customer.example' }),
    )
    const told = await bring(path)
    expect(told).toMatchObject({ seen: 4, added: 4, known: 0, keptAside: 0, done: 1, fault: null })
    const found = await caseOf('Old question')
    expect(found).toMatchObject({
      ...{ state: 'closed-without-solution', message_count: 3, customer_waiting_since: null },
      ...{ last_words: 'thanks', last_words_by: 'customer', next_due_at: null },
    })
    expect(found.created_at.toISOString()).toBe('2020-03-02T09:14:00.000Z')
    expect(found.last_activity_at.toISOString()).toBe('2020-03-04T10:00:00.000Z')
    const said = await desk.messages(found.id)
    expect(said.map(({ authorKind, text }) => [authorKind, text])).toEqual([
      ['customer', 'question'],
      ['staff', 'answer'],
      ['customer', 'thanks'],
    ])
    const clocks = await desk.platform.db
      .selectFrom('clocks')
      .select('id')
      .where('case_id', '=', found.id)
      .execute()
    expect(clocks).toEqual([])
    expect(desk.sink.mails).toEqual([])
    const helpers = await desk.platform.db
      .selectFrom('addresses')
      .select('id')
      .where('value', '=', desk.address)
      .execute()
    expect(helpers).toEqual([])
  })

  it('a second time adds nothing, and neither does the same mail by another way', async () => {
    const text = letter({ id: 'twice', from: 'ana@customer.example' })
    const path = await mboxOf(text, letter({ id: 'never before', from: 'ana@customer.example' }))
    expect(await bring(path)).toMatchObject({ seen: 2, added: 2 })
    expect(await bring(path)).toMatchObject({ seen: 2, added: 0, known: 2 })
    const before = (await desk.cases()).length
    const raw = text.replaceAll('\n', '\r\n')
    await desk.deliver({ envelope: { from: 'ana@customer.example', to: desk.address }, raw })
    await desk.settled()
    expect(await desk.cases()).toHaveLength(before)
  })

  it('stopped half-way goes on where it was, and doubles nothing', async () => {
    const letters = Array.from({ length: 25 }, (_, n) =>
      letter({ id: `n${n}`, from: `c${n}@customer.example` }),
    )
    const path = await mboxOf(...letters)
    const { id } = await begin(path)
    // As a process that dies: after progress was written down, some mails further on.
    const dying = bringInMails(desk.platform, id, {
      tell: async () => {
        throw new Error('killed')
      },
    })
    await expect(dying).rejects.toThrow('killed')
    expect(await showImport(desk.platform.db, id)).toMatchObject({ seen: 20, added: 20, endedAt: null })
    await desk.platform.db
      .updateTable('mail_imports')
      .set({ cursor: '', position: 0, seen: 0 })
      .where('id', '=', id)
      .execute()
    expect(await begin(path)).toEqual({ id, isResumed: true })
    expect(await bringInMails(desk.platform, id, { until: new Date(0) })).toBe(false)
    expect(await bringInMails(desk.platform, id)).toBe(true)
    expect(await showImport(desk.platform.db, id)).toMatchObject({ seen: 25, added: 25, known: 0 })
  })

  it('joins answers that come before what they answer', async () => {
    const path = await mboxOf(
      letter({
        id: 'late',
        from: 'zoe@customer.example',
        answers: 'early',
        date: 'Wed, 4 Mar 2020 10:00:00 +0000',
      }),
      letter({ id: 'early', from: 'zoe@customer.example' }),
    )
    await bring(path)
    expect(await caseOf('Old late')).toMatchObject({ message_count: 2, last_words: 'late' })
  })

  it('never joins somebody else’s case', async () => {
    const path = await mboxOf(
      letter({ id: 'mine', from: 'mia@customer.example' }),
      letter({ id: 'intruder', from: 'eve@hostile.example', answers: 'mine' }),
    )
    await bring(path)
    expect(await caseOf('Old mine')).toMatchObject({ message_count: 1 })
    expect(await caseOf('Old intruder')).toMatchObject({ message_count: 1 })
  })

  it('of a folder of sent mail is ours, whoever it names; a colleague’s own address is theirs', async () => {
    const path = await mboxOf(
      letter({ id: 'from an old address', from: 'former@desk.test', to: 'kim@customer.example' }),
    )
    await bring(path, { isSent: true })
    const { id, customer_id } = await caseOf('Old from an old address')
    expect((await desk.messages(id)).map(({ authorKind }) => authorKind)).toEqual(['staff'])
    const theirs = await desk.platform.db
      .selectFrom('addresses')
      .select('value')
      .where('customer_id', '=', customer_id)
      .execute()
    expect(theirs.map(({ value }) => value)).toEqual(['kim@customer.example'])
  })

  it('leaves what is new enough to the ordinary way, when that is wished', async () => {
    const now = new Date().toUTCString()
    const path = await mboxOf(
      letter({ id: 'old one', from: 'lea@customer.example' }),
      letter({ id: 'new one', from: 'lea@customer.example', date: now }),
    )
    await bring(path, { openDays: 30 })
    expect(await caseOf('Old old one')).toMatchObject({ state: 'closed-without-solution' })
    expect(await caseOf('Old new one')).toMatchObject({ state: 'new' })
  })

  it('keeps what nobody can read, with the reason, and what only machines say, without a case', async () => {
    const path = await mboxOf(
      'To: support@desk.test\nSubject: nobody\n\nWho am I?\n',
      letter({
        id: 'away',
        from: 'mailer-daemon@x.example',
        more: 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n',
      }),
      letter({ id: 'fine', from: 'ana@customer.example' }),
    )
    expect(await bring(path)).toMatchObject({ seen: 3, added: 1, keptAside: 1, notShown: 1 })
    expect((await desk.kept()).map(({ reason }) => reason)).toContain(
      'It names no sender whom we could answer.',
    )
  })

  it.each([
    ['nothing', '', 'The file is empty.'],
    ['a packed file', 'PK\x03\x04', 'It is a packed file. Unpack it first and choose the mbox inside.'],
  ])('that is %s ends with words, and holds nothing up', async (_what, text, fault) => {
    const path = join(folder, `bad-${made}`)
    await writeFile(path, text, 'latin1')
    const told = await bring(path)
    expect(told).toMatchObject({ seen: 0, fault })
    expect(told.endedAt).not.toBeNull()
  })
})

describe('a Maildir', { timeout: 60_000 }, () => {
  it('is brought in without drafts and deleted mail; a second time, only what is new', async () => {
    const path = join(folder, `maildir-${made}`)
    for (const name of ['cur', 'new', 'tmp']) await mkdir(join(path, name), { recursive: true })
    const put = (name: string, id: string) =>
      writeFile(join(path, name), letter({ id, from: 'nia@customer.example', answers: 'dir1' }))
    await put('cur/100.a:2,S', 'dir1')
    await put('cur/101.a:2,ST', 'deleted')
    await put('cur/102.a:2,D', 'draft')
    await put('new/103.a', 'dir2')
    expect(await bring(path)).toMatchObject({ seen: 2, added: 2, done: 1 })
    expect(await caseOf('Old dir1')).toMatchObject({ message_count: 2 })
    await put('new/104.a', 'dir3')
    expect(await bring(path)).toMatchObject({ seen: 3, added: 1, known: 2 })
  })

  it('is told from a folder of anything else, and from nothing', async () => {
    expect(await bring(folder)).toMatchObject({ fault: 'The folder is no Maildir: it has no "cur" in it.' })
    expect((await bring(join(folder, 'nowhere'))).fault).toMatch(/^There is nothing at /)
  })
})

describe('at the desk', { timeout: 60_000 }, () => {
  const upload = async (text: string): Promise<string> => {
    const { storeFile } = await import('../../../platform/files/files.ts')
    const { db, files } = desk.platform
    const [account] = await db.selectFrom('staff').select('id').orderBy('id').limit(1).execute()
    const by = { kind: 'staff', staffId: account?.id ?? 0 } as const
    const { actorText } = await import('../../../platform/identity/actor.ts')
    const stored = await storeFile(db, files, actor, {
      bytes: Buffer.from(text),
      name: 'old.mbox',
      mediaType: 'text/plain',
    })
    await db
      .updateTable('files')
      .set({ uploaded_by: actorText(by as never) })
      .where('key', '=', stored.key)
      .execute()
    return stored.key
  }

  it('an upload is brought in by the worker while one looks on', async () => {
    const [mailbox] = (await desk.platform.db.selectFrom('mailboxes').select('id').execute()) as [
      { id: number },
    ]
    const fileKey = await upload(
      `From x Mon Mar  2 09:14:00 2020\n${letter({ id: 'uploaded', from: 'ana@customer.example' })}`,
    )
    const begun = await desk.admin.post('/mail-imports', { mailboxId: mailbox.id, fileKey })
    expect(begun.status).toBe(201)
    await vi.waitFor(async () => {
      const { items } = (await desk.admin.get('/mail-imports')).body as {
        items: { name: string; endedAt: string | null }[]
      }
      expect(items[0]).toMatchObject({ name: 'old.mbox', added: 1, done: 1, fault: null })
      expect(items[0]?.endedAt).not.toBeNull()
    }, 10_000)
    expect((await desk.admin.post('/mail-imports', { mailboxId: mailbox.id, fileKey })).status).toBe(400)
  })

  it('names what is wrong with a mailbox or a file that is not there', async () => {
    const refused = await desk.admin.post('/mail-imports', { mailboxId: 999, fileKey: 'nothing' })
    expect(refused.status).toBe(400)
    expect(refused.text).toContain('is no mailbox of this desk')
    expect(refused.text).toContain('is no upload of yours')
    const { db } = desk.platform
    const wanted = { address: 'nobody@desk.test', path: folder, isSent: false, openDays: 0 }
    expect(await transact(db, actor, (tx) => startImportFrom(tx, actor, wanted))).toBeNull()
  })
})
