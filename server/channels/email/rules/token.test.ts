import { describe, expect, it } from 'vitest'
import { createSeal } from '../../../platform/identity/seal.ts'
import { caseNumberOf, newMessageId, readReplyAddress, replyAddress } from './token.ts'

const seal = createSeal('a secret of this test, long enough for a key')
const other = createSeal('the secret of another installation, also long')

describe('our Message-ID', () => {
  it('names its case again, whatever became of its letters on the way', () => {
    for (let caseNumber = 1; caseNumber < 200; caseNumber += 1) {
      const id = newMessageId(seal, caseNumber, 'desk.example')
      expect(caseNumberOf(seal, id)).toBe(caseNumber)
      expect(caseNumberOf(seal, id.toUpperCase())).toBe(caseNumber)
    }
  })
  it('is never the same twice', () => {
    const ids = new Set(Array.from({ length: 1000 }, () => newMessageId(seal, 7, 'desk.example')))
    expect(ids.size).toBe(1000)
  })
  it('says nothing when another installation made it, or when its case was changed', () => {
    const id = newMessageId(seal, 12, 'desk.example')
    expect(caseNumberOf(other, id)).toBeNull()
    expect(caseNumberOf(seal, id.replace(/^c12/, 'c13'))).toBeNull()
    expect(caseNumberOf(seal, `${id.slice(0, 6)}x${id.slice(6)}`)).toBeNull()
  })
  it.each(['', '@', 'c1.a.b@x', 'c12@desk.example', 'x@y', 'c1..@x', 'c99999999999999999999.a.b@x'])(
    'makes nothing of %j',
    (text) => expect(caseNumberOf(seal, text)).toBeNull(),
  )
})

describe('our reply address', () => {
  it('leads back to its case and its mailbox', () => {
    const address = replyAddress(seal, 4711, 'help@shop.example')
    expect(address).toMatch(/^help\+c4711-[0-9a-z]+@shop\.example$/)
    expect(readReplyAddress(seal, address.toUpperCase())).toEqual({
      address: 'help@shop.example',
      caseNumber: 4711,
    })
  })
  it('is refused when its case was changed or its signature guessed', () => {
    const address = replyAddress(seal, 4711, 'help@shop.example')
    expect(readReplyAddress(seal, address.replace('c4711', 'c4712'))).toBeNull()
    expect(readReplyAddress(seal, 'help+c4711-aaaaaaaaaaaaaaaaaaaaaaaaa@shop.example')).toBeNull()
    expect(readReplyAddress(seal, 'help@shop.example')).toBeNull()
    expect(readReplyAddress(other, address)).toBeNull()
  })
  it('stays a plain address where a token would make it longer than servers accept', () => {
    const long = `${'customer-relations-department-of-the-north'}@shop.example`
    expect(replyAddress(seal, 4711, long)).toBe(long)
    expect(replyAddress(seal, 4711, 'help@shop.example').split('@')[0]?.length).toBeLessThanOrEqual(64)
  })
})
