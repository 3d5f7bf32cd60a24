import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../../../tests/factories/case-desk.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import { insertOutgoing, outgoingByHeaderId, takeBackOutgoing } from './outbox.ts'
import {
  claimOutgoing,
  closeOutgoing,
  endAttempt,
  lockOutgoing,
  markDataBegun,
  renewLease,
} from './outbox-attempts.ts'
import { overlookedOutgoing } from './outbox-lines.ts'
import { placeOutgoing } from './recipients.ts'

let desk: CaseDesk
let messageId: number
let made = 0
beforeAll(async () => {
  desk = await createCaseDesk([])
})
beforeEach(async () => {
  await desk.platform.db.deleteFrom('outbox').execute()
  messageId = (await desk.mail('Hello')).messageId
})

type Tx = Parameters<typeof claimOutgoing>[0]
const inOne = <T>(work: (tx: Tx) => Promise<T>) => transact(desk.platform.db, systemActor('email'), work)
const put = (undoUntil = new Date(0)): Promise<number> =>
  inOne((tx) =>
    insertOutgoing(tx, {
      ...{ messageId, mailboxId: null, headerMessageId: `m${++made}@desk.test`, undoUntil },
      ...{ envelopeFrom: 'help@desk.test', recipients: ['a@customer.example'] },
    }),
  )
const claim = (id: number) => inOne((tx) => claimOutgoing(tx, id))
const lock = (id: number) => inOne((tx) => lockOutgoing(tx, id))
const row = (id: number) =>
  desk.platform.db.selectFrom('outbox').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const set = (id: number, values: { state?: string; next_try_at?: Date }) =>
  desk.platform.db.updateTable('outbox').set(values).where('id', '=', id).execute()

describe('a mail in line', () => {
  it('is held until its time, and due from then on', async () => {
    const later = await put(new Date(Date.now() + 60_000))
    expect(await lock(later)).toMatchObject({ state: 'held', isDue: false, attempts: 0, dataBegunAt: null })
    expect(await lock(await put())).toMatchObject({ isDue: true })
  })

  it('that somebody looks at right now is waited for: they may leave it as it was, and nobody else would send it', async () => {
    const id = await put()
    const waited = await inOne(async (tx) => {
      expect(await lockOutgoing(tx, id)).toBeDefined()
      const waiting = lock(id)
      expect(await Promise.race([waiting, new Promise((resolve) => setTimeout(resolve, 200, 'still'))])).toBe(
        'still',
      )
      return { waiting }
    })
    expect(await waited.waiting).toMatchObject({ state: 'held', isDue: true })
  })

  it('that another sender claimed meanwhile is not due any more', async () => {
    const id = await put()
    const { waiting } = await inOne(async (tx) => {
      await lockOutgoing(tx, id)
      const waiting = lock(id)
      await claimOutgoing(tx, id)
      return { waiting }
    })
    expect(await waiting).toMatchObject({ state: 'sending', isDue: false })
  })

  it.each(['sent', 'failed', 'uncertain', 'taken-back'])('that is %s is at its end', async (state) => {
    const id = await put()
    await set(id, { state })
    expect(await lock(id)).toBeUndefined()
    expect(await lock(999_999)).toBeUndefined()
  })

  it('can be taken back while it is held, once', async () => {
    await put(new Date(Date.now() + 60_000))
    expect(await inOne((tx) => takeBackOutgoing(tx, messageId))).toBe(true)
    expect(await inOne((tx) => takeBackOutgoing(tx, messageId))).toBe(false)
  })

  it('cannot be taken back once a sender has claimed it', async () => {
    const id = await put()
    await claim(id)
    expect(await inOne((tx) => takeBackOutgoing(tx, messageId))).toBe(false)
    expect((await row(id)).state).toBe('sending')
  })
})

describe('an attempt', () => {
  it('belongs to whoever claimed it last: the one before can neither go on nor end it', async () => {
    const id = await put()
    const [first, second] = [await claim(id), await claim(id)]
    const { db } = desk.platform
    expect(await renewLease(db, id, first)).toBe(false)
    expect(await markDataBegun(db, id, first)).toBe(false)
    expect(await inOne((tx) => endAttempt(tx, id, first, '250'))).toBe(false)
    expect(await row(id)).toMatchObject({ state: 'sending', attempts: 2, data_begun_at: null })
    expect(await renewLease(db, id, second)).toBe(true)
    expect(await markDataBegun(db, id, second)).toBe(true)
    expect(await inOne((tx) => endAttempt(tx, id, second, '250'))).toBe(true)
    expect(await row(id)).toMatchObject({ last_reply: '250', claim: null })
    await inOne((tx) => placeOutgoing(tx, id, { state: 'sent' }))
    expect(await row(id)).toMatchObject({ state: 'sent', sent_at: expect.any(Date) })
  })

  it('is leased for half a minute from each sign of life, so that nobody else takes it meanwhile', async () => {
    const id = await put()
    const mine = await claim(id)
    const left = async () => (await row(id)).next_try_at.getTime() - Date.now()
    expect(await left()).toBeGreaterThan(20_000)
    await set(id, { next_try_at: new Date(0) })
    await renewLease(desk.platform.db, id, mine)
    expect(await left()).toBeGreaterThan(20_000)
    expect(await lock(id)).toMatchObject({ isDue: false })
  })

  it('that begins anew forgets that the text of the last one had begun to leave', async () => {
    const id = await put()
    await markDataBegun(desk.platform.db, id, await claim(id))
    expect((await row(id)).data_begun_at).not.toBeNull()
    await claim(id)
    expect((await row(id)).data_begun_at).toBeNull()
  })

  it('that was put off waits until then, with the words of the server', async () => {
    const id = await put()
    const nextTryAt = new Date(Date.now() + 300_000)
    const mine = await claim(id)
    await inOne((tx) => endAttempt(tx, id, mine, '451 later'))
    await inOne((tx) => placeOutgoing(tx, id, { state: 'deferred', nextTryAt, waiting: 'mailbox' }))
    expect(await row(id)).toMatchObject({
      ...{ state: 'deferred', last_reply: '451 later', next_try_at: nextTryAt, sent_at: null },
      waiting: 'mailbox',
    })
    await claim(id)
    expect((await row(id)).waiting).toBeNull()
  })

  it('whose mail was closed by somebody else ends in nothing', async () => {
    const id = await put()
    const mine = await claim(id)
    await inOne((tx) => closeOutgoing(tx, id))
    expect(await inOne((tx) => endAttempt(tx, id, mine, '250'))).toBe(false)
    expect(await row(id)).toMatchObject({ state: 'taken-back', last_reply: null })
  })
})

describe('what is looked up', () => {
  it('by its Message-ID is the newest that bears one of them', async () => {
    const [first, second] = [await put(), await put()]
    const ids = [(await row(first)).header_message_id, (await row(second)).header_message_id]
    expect(await outgoingByHeaderId(desk.platform.db, ids)).toEqual({ id: second, messageId })
    expect(await outgoingByHeaderId(desk.platform.db, [...ids.slice(0, 1), 'other@x.example'])).toMatchObject(
      {
        id: first,
      },
    )
    expect(await outgoingByHeaderId(desk.platform.db, ['other@x.example'])).toBeUndefined()
    expect(await outgoingByHeaderId(desk.platform.db, [])).toBeUndefined()
  })

  it('as overlooked is only what should have gone minutes ago, oldest first', async () => {
    const at = async (minutes: number, state: string) => {
      const id = await put()
      await set(id, { state, next_try_at: new Date(Date.now() - minutes * 60_000) })
      return id
    }
    const newer = await at(5, 'sending')
    const older = await at(50, 'deferred')
    await at(1, 'queued')
    await at(500, 'sent')
    expect(await overlookedOutgoing(desk.platform.db, 10)).toEqual([older, newer])
    expect(await overlookedOutgoing(desk.platform.db, 1)).toEqual([older])
  })
})
