import type { ImapFlow } from 'imapflow'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createStaffedDesk, type StaffedDesk } from '../../../../tests/factories/staffed-desk.ts'
import { fetchCursor, moveCursor } from '../queries/folders.ts'
import { leaseMailbox } from '../queries/mailbox-health.ts'
import { fetchFolder } from './fetch-folder.ts'

let desk: StaffedDesk
let mailbox: { id: number; address: string }
let account: Account
const holder = 'this process'
beforeAll(async () => {
  desk = await createStaffedDesk()
})
beforeEach(async () => {
  const { db } = desk.platform
  await db.deleteFrom('raw_mails').execute()
  await db.deleteFrom('mailboxes').execute()
  mailbox = await db
    .insertInto('mailboxes')
    .values({ name: 'Help', address: 'help@school.example', team_id: desk.teamId })
    .returning(['id', 'address'])
    .executeTakeFirstOrThrow()
  await leaseMailbox(db, mailbox.id, holder)
  account = { uidValidity: 7, mails: new Map(), seen: [], read: [] }
})

/** What a mail server holds for us, and what we did there. */
interface Account {
  uidValidity: number
  readonly mails: Map<number, string>
  readonly seen: number[]
  readonly read: number[]
  /** Breaks the line when this mail is to be marked. */
  cutAt?: number
}

/** The three commands that fetching needs, answered as RFC 9051 wants it. */
const clientOf = ({ mails, seen, read, cutAt }: Account): ImapFlow => {
  const commands = {
    usable: true,
    search: async ({ uid }: { uid: string }) => {
      const from = Number(uid.split(':')[0])
      const newest = Math.max(0, ...mails.keys())
      // "n:*" names the newest mail also when it is older than n; servers may answer in any order.
      return [...mails.keys()].filter((each) => each >= from || each === newest).reverse()
    },
    fetchOne: async (uid: string, { source: whole }: { source?: boolean }) => {
      if (!whole) return { internalDate: new Date('2026-03-02T12:00:00Z') }
      read.push(Number(uid))
      const source = mails.get(Number(uid))
      if (source === 'gone') mails.delete(Number(uid))
      return Boolean(source) && source !== 'gone' && { source: Buffer.from(source ?? '') }
    },
    messageFlagsAdd: async (uid: string) => {
      if (Number(uid) === cutAt) throw new Error('The connection ended.')
      seen.push(Number(uid))
    },
  }
  return commands as unknown as ImapFlow
}
const mail = (words: string) => `From: ann@customer.example\r\nSubject: ${words}\r\n\r\n${words}\r\n`
const put = (...uids: number[]) => {
  for (const uid of uids) account.mails.set(uid, mail(`Mail ${uid}`))
}
const fetch = () =>
  fetchFolder(desk.platform, clientOf(account), { mailbox, path: 'INBOX', holder }, account.uidValidity)
const cursor = () => fetchCursor(desk.platform.db, mailbox.id, 'INBOX')
const noted = (at: { uidValidity: number; lastUid: number }, by = holder) =>
  moveCursor(
    desk.platform.db,
    { mailboxId: mailbox.id, path: 'INBOX', holder: by },
    { ...at, waiting: 0, waitingSince: null },
  )
const stored = () =>
  desk.platform.db
    .selectFrom('raw_mails')
    .select(['imap_uid', 'uid_validity', 'recipients', 'arrived_by', 'mail_from'])
    .orderBy('id')
    .execute()
const uids = async () => (await stored()).map(({ imap_uid }) => imap_uid)

describe('fetching an account', () => {
  it('takes everything there is, oldest first, and notes where each came from', async () => {
    put(9, 3, 5)
    expect(await fetch()).toBe(3)
    expect(await uids()).toEqual([3, 5, 9])
    expect(account.seen).toEqual([3, 5, 9])
    expect((await stored())[0]).toEqual({
      ...{ imap_uid: 3, uid_validity: 7, recipients: ['help@school.example'], arrived_by: 'imap' },
      mail_from: null,
    })
    expect(await cursor()).toEqual({ uidValidity: 7, lastUid: 9 })
  })

  it('asks only for what is newer the next time, and reads nothing twice', async () => {
    put(1, 2)
    await fetch()
    expect(await fetch()).toBe(0)
    put(3)
    expect(await fetch()).toBe(1)
    expect(account.read).toEqual([1, 2, 3])
  })

  it('goes beyond one batch', async () => {
    put(...Array.from({ length: 53 }, (_, index) => index + 1))
    expect(await fetch()).toBe(53)
    expect((await cursor()).lastUid).toBe(53)
    expect(account.seen).toHaveLength(53)
  })

  it('of an empty account remembers whose numbers they are', async () => {
    expect(await fetch()).toBe(0)
    expect(await cursor()).toEqual({ uidValidity: 7, lastUid: 0 })
  })

  it('asks again for a mail that the server lists and does not give, instead of passing over it', async () => {
    put(1, 3)
    account.mails.set(2, '')
    await expect(fetch()).rejects.toThrow('did not give a mail that it has')
    expect(await cursor()).toEqual({ uidValidity: 7, lastUid: 1 })
    put(2)
    expect(await fetch()).toBe(2)
  })

  it('passes over a mail that was deleted meanwhile', async () => {
    put(1, 3)
    account.mails.set(2, 'gone')
    expect(await fetch()).toBe(2)
    expect(await uids()).toEqual([1, 3])
    expect(account.seen).toEqual([1, 3])
  })

  it('counts the same bytes under two numbers once, and marks both as seen', async () => {
    account.mails.set(1, mail('Same'))
    account.mails.set(2, mail('Same'))
    expect(await fetch()).toBe(1)
    expect(account.seen).toEqual([1, 2])
    expect((await cursor()).lastUid).toBe(2)
  })
})

describe('a line that breaks', () => {
  it('loses nothing: what was stored but not marked is recognised when it comes again', async () => {
    put(1, 2, 3)
    account.cutAt = 2
    await expect(fetch()).rejects.toThrow('The connection ended.')
    expect(await uids()).toEqual([1, 2])
    expect((await cursor()).lastUid).toBe(1)
    delete account.cutAt
    expect(await fetch()).toBe(1)
    expect(await uids()).toEqual([1, 2, 3])
    expect(account.seen).toEqual([1, 2, 3])
  })
})

describe('a server that gives new numbers (UIDVALIDITY)', () => {
  it('is looked at from its beginning, and what is on record already makes no second mail', async () => {
    put(10, 11)
    await fetch()
    account.uidValidity = 8
    account.mails.clear()
    account.mails.set(1, mail('Mail 10'))
    account.mails.set(2, mail('Mail 11'))
    account.mails.set(3, mail('Really new'))
    expect(await fetch()).toBe(1)
    expect(await cursor()).toEqual({ uidValidity: 8, lastUid: 3 })
    expect(await stored()).toMatchObject([
      { imap_uid: 10, uid_validity: 7 },
      { imap_uid: 11, uid_validity: 7 },
      { imap_uid: 3, uid_validity: 8 },
    ])
  })

  it('is not mistaken for an old one whose numbers were higher', async () => {
    await noted({ uidValidity: 6, lastUid: 4_000_000_000 })
    put(1)
    expect(await fetch()).toBe(1)
    expect(await cursor()).toEqual({ uidValidity: 7, lastUid: 1 })
  })
})

describe('the right to fetch', () => {
  it('that has passed to another process ends the fetching, and moves no cursor back', async () => {
    put(1, 2, 3)
    await desk.platform.db.updateTable('mailboxes').set({ fetch_leased_by: 'another process' }).execute()
    await noted({ uidValidity: 7, lastUid: 3 }, 'another process')
    account.mails.set(4, mail('Mail 4'))
    await expect(fetch()).rejects.toThrow()
    expect(await cursor()).toEqual({ uidValidity: 7, lastUid: 3 })
  })
})

describe('folders', () => {
  const inFolder = (path: string) =>
    fetchFolder(desk.platform, clientOf(account), { mailbox, path, holder }, account.uidValidity)

  it('have each their own numbers, and a mail that lies in two is one', async () => {
    put(1, 2)
    await fetch()
    account.mails.set(3, mail('Only in the archive'))
    expect(await inFolder('Archive')).toBe(1)
    expect(await fetchCursor(desk.platform.db, mailbox.id, 'Archive')).toEqual({ uidValidity: 7, lastUid: 3 })
    expect(await cursor()).toEqual({ uidValidity: 7, lastUid: 2 })
  })

  it('tell how much is left, and since when it waits', async () => {
    put(1, 2, 3)
    account.cutAt = 3
    await expect(fetch()).rejects.toThrow('The connection ended.')
    const [row] = await desk.platform.db.selectFrom('mailbox_folders').selectAll().execute()
    expect(row).toMatchObject({ waiting: 1, waiting_since: new Date('2026-03-02T12:00:00Z') })
    delete account.cutAt
    await fetch()
    const [after] = await desk.platform.db.selectFrom('mailbox_folders').selectAll().execute()
    expect(after).toMatchObject({ waiting: 0, waiting_since: null })
  })
})
