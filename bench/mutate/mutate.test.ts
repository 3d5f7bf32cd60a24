import { afterAll, describe, expect, it } from 'vitest'
import { stopReaders } from '../../server/channels/email/index.ts'
import { mutatedMail, mutations } from '../../tests/factories/mutated-mail.ts'
import { randomOf } from '../../tests/factories/random-hours.ts'
import { writtenMail } from '../../tests/factories/written-mail.ts'
import { newReading, readOne } from './read-all.ts'
import { mailOfSeed } from './source.ts'
import { carried } from './whole-path.ts'

afterAll(stopReaders)

const MAILS = 300
/** Seeds at which something broke once. */
const BROKE: readonly number[] = [3069, 3197]

describe(`R16: ${MAILS} mails changed by chance`, () => {
  it('are read or refused in words; nothing breaks, and their bytes stay as they were', async () => {
    const reading = newReading()
    for (let seed = 1; seed <= MAILS; seed += 1) await readOne(reading, seed, mailOfSeed(seed, []))
    expect(reading.failed).toEqual([])
    expect(reading.mails).toBe(MAILS)
    expect(reading.read).toBeGreaterThan(MAILS / 2)
  }, 60_000)

  it('that broke something once break nothing any more', async () => {
    const reading = newReading()
    for (const seed of BROKE) await readOne(reading, seed, mailOfSeed(seed, []))
    expect(reading.failed).toEqual([])
  }, 60_000)

  it('are the same mails for the same seed, and others for another', () => {
    expect(mailOfSeed(7, [])).toEqual(mailOfSeed(7, []))
    expect(mailOfSeed(7, [])).not.toEqual(mailOfSeed(8, []))
    expect(writtenMail(randomOf(1)).equals(writtenMail(randomOf(2)))).toBe(false)
  })

  it.each(Object.entries(mutations))('%s: changes a mail, and never what it was made of', (_name, mutate) => {
    const random = randomOf(5)
    const [mail, other] = [writtenMail(random), writtenMail(random)]
    const before = Buffer.from(mail)
    const changed = Array.from({ length: 20 }, () => mutate(random, mail, other))
    expect(changed.some((each) => !each.equals(before))).toBe(true)
    expect(mail.equals(before)).toBe(true)
  })

  it('have memory of their own, however large what they were cut from', () => {
    const random = randomOf(3)
    for (let count = 0; count < 50; count += 1) {
      const mail = mutatedMail(random, writtenMail(random), writtenMail(random))
      expect(mail.buffer.byteLength).toBeLessThanOrEqual(Math.max(mail.length, 8_192))
    }
  })

  it('are counted as failed when somebody changes their bytes', async () => {
    const reading = newReading()
    const mail = Buffer.from('From: a@b.example\r\n\r\nHello')
    const reads = readOne(reading, 1, mail)
    mail[0] = 0
    await reads
    expect(reading.failed).toEqual([{ seed: 1, what: 'the bytes were changed' }])
  })
})

it('SMTP carries lines that end with CR LF', () => {
  expect(carried(Buffer.from('a\nb\rc\r\r\nd\r\ne', 'latin1')).toString()).toBe('a\r\nb\r\nc\r\nd\r\ne\r\n')
})
