import { beforeAll, describe, expect, it } from 'vitest'
import { createMailDesk, type MailDesk } from '../../tests/harness/mail-desk.ts'
import { labelledMail, type Talk } from './mails.ts'
import { seeded } from './random.ts'
import { type ThreadingResult, threadMails } from './run.ts'

const TIMES = 200

let desk: MailDesk
let result: ThreadingResult
beforeAll(async () => {
  desk = await createMailDesk({ TRUSTED_AUTHSERV_ID: 'mx.threading.example' })
  const { pool } = desk.platform.database
  result = await threadMails(
    {
      ...{ smtpPort: desk.smtpPort, address: desk.address, sunk: desk.sink.mails, reply: desk.reply },
      rows: async (sql) => (await pool.query(sql)).rows,
      rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    },
    { times: TIMES, seed: 19 },
  )
}, 240_000)

describe('R19, in short', () => {
  it('no try to get into somebody else’s case succeeds', () => {
    expect(result.attacks).toBe(TIMES / 5)
    expect(result.falseJoins).toEqual([])
  })
  it('every other mail is where it belongs', () => {
    expect(result.wrong).toEqual([])
    expect(result.rightPercent).toBe(100)
  })
})

describe('the labelled mails', () => {
  const talk = { caseId: 1, number: 1001, customer: 'a@customer.example', friend: 'f@customer.example' }
  const talks: Talk[] = [
    { ...talk, theirId: 't@x', ourId: 'c1.a.b@y', replyTo: 'help+c1001-abcdefghijklmnop@desk.test' },
  ]
  const kinds = (seed: number) => {
    const random = seeded(seed)
    return Array.from({ length: 500 }, (_, turn) => labelledMail(talks, random, 'help@desk.test', turn))
  }
  it('are the same for the same seed, and others for another', () => {
    expect(kinds(7)).toEqual(kinds(7))
    expect(kinds(7)).not.toEqual(kinds(8))
  })
  it('hold one try in five, of every kind, and none that may join', () => {
    const tries = kinds(7).filter(({ isAttack }) => isAttack)
    expect(tries).toHaveLength(100)
    expect(tries.every(({ joins }) => joins === null)).toBe(true)
    expect(new Set(tries.map(({ kind }) => kind)).size).toBeGreaterThan(20)
  })
})
