import { describe, expect, test } from 'vitest'
import { type Actor, actorId, actorText, anonymous, systemActor } from './actor.ts'

const staff: Actor = {
  kind: 'staff',
  staffId: 12,
  role: 'lead',
  reach: 'team',
  teamIds: [],
  sessionId: 1,
  tokenId: null,
  scopes: null,
}
const customer: Actor = { kind: 'customer', customerId: 7, sessionId: 3 }

describe('whoever acts', () => {
  test.each([
    [staff, 12, 'staff:12'],
    [customer, 7, 'customer:7'],
    [systemActor('email'), null, 'system:email'],
    [anonymous, null, 'anonymous'],
  ] as const)('%j has the id %j and is written as %s', (actor, id, text) => {
    expect(actorId(actor)).toBe(id)
    expect(actorText(actor)).toBe(text)
  })

  test('of the same number is not the same in another kind', () => {
    expect(actorText({ ...staff, staffId: 7 })).not.toBe(actorText(customer))
  })

  test('by a script is the same person as at the screen', () => {
    expect(actorText({ ...staff, sessionId: null, tokenId: 5, scopes: ['cases.read'] })).toBe(
      actorText(staff),
    )
  })
})
