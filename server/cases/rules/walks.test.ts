import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { type CaseState, caseStates } from '../contract.ts'
import { type Act, acts, ourActs, stateAfter, waitingAfter } from '../rules.ts'
import { lastWordsOf } from './last-words.ts'
import { mayDo } from './may-do.ts'
import { afterGiving, afterReceiving, afterReturning, afterSplitting, type Stand } from './regrouping.ts'
import { actOfContact } from './spoken.ts'

const anyState = fc.constantFrom(...caseStates)
const anyAct = fc.constantFrom(...acts)
const instant = (minute: number) => new Date(Date.UTC(2026, 10, 20, 0, minute))
const anyTime = fc.nat(1_000).map(instant)
const underWay = (state: CaseState) => state === 'new' || state === 'open'
/** Any way in which the database lets a case stand. */
const anyStand: fc.Arbitrary<Stand> = fc.tuple(anyState, fc.option(anyTime)).map(([state, since]) => ({
  state,
  closeReason: state === 'closed-without-solution' ? 'spam' : null,
  customerWaitingSince: underWay(state) ? since : null,
}))

interface Walked {
  readonly state: CaseState
  readonly since: Date | null
}
const walk = (from: Walked, steps: readonly Act[]): Walked[] => {
  const places = [from]
  for (const [index, act] of steps.entries()) {
    const { state, since } = places.at(-1) ?? from
    const next = stateAfter(state, act)
    const waits = act === 'close' || act === 'reopen' ? null : waitingAfter(act, since, instant(index))
    places.push(next === null ? { state, since } : { state: next, since: waits })
  }
  return places
}
const fresh: Walked = { state: 'new', since: instant(0) }

describe('whatever happens to a case, in any order,', () => {
  test('nobody waits for us in a case that rests', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 40 }), (steps) => {
        for (const { state, since } of walk(fresh, steps))
          if (since !== null) expect(underWay(state)).toBe(true)
      }),
    )
  })

  test('it is never solved by us', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...ourActs, 'customer-speaks' as const), { maxLength: 40 }),
        (steps) => {
          for (const { state } of walk(fresh, steps)) expect(state).not.toBe('solved')
        },
      ),
    )
  })

  test('it is solved only by a yes to what was proposed last and not spoken about since', () => {
    fc.assert(
      fc.property(fc.array(anyAct, { maxLength: 40 }), (steps) => {
        for (const [index, { state }] of walk(fresh, steps).entries()) {
          const act = steps[index - 1]
          const before = walk(fresh, steps.slice(0, index - 1)).at(-1)
          if (state !== 'solved' || before?.state === 'solved') continue
          expect(act).toBe('confirm')
          expect(['solution-proposed', 'unconfirmed']).toContain(before?.state)
        }
      }),
    )
  })

  test('after the customer spoke it is under way, and they wait from their first word', () => {
    fc.assert(
      fc.property(anyState, fc.array(anyAct, { maxLength: 20 }), (state, steps) => {
        const [before, after] = walk({ state, since: null }, [...steps, 'customer-speaks']).slice(-2)
        expect(underWay(after?.state ?? 'solved')).toBe(true)
        expect(after?.since).not.toBeNull()
        if (before?.since) expect(after?.since).toEqual(before.since)
      }),
    )
  })

  test('what a reader may do is what the rules then allow', () => {
    fc.assert(
      fc.property(
        anyState,
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        fc.boolean(),
        (state, duty, gone, w, c) => {
          const may = mayDo(
            { state, heldOnDuty: duty, merged: gone },
            { writes: w, serves: true, closes: c, leads: w, owns: c },
          )
          if (may.take)
            expect([stateAfter(state, 'take'), duty, gone, w]).toEqual(['open', true, false, true])
          if (may.close) expect([stateAfter(state, 'close'), c]).toEqual(['closed-without-solution', true])
          if (may.reopen) expect(stateAfter(state, 'reopen')).toBe('open')
          if (gone || !(w || c)) expect(Object.values(may)).not.toContain(true)
        },
      ),
    )
  })
})

describe('regrouping, however the cases stand,', () => {
  test('loses no waiting: the receiving customer waits from the earlier of both times', () => {
    fc.assert(
      fc.property(anyStand, anyTime, (to, waiting) => {
        const { customerWaitingSince: since, state } = afterReceiving(to, waiting)
        expect(since?.getTime()).toBe(
          Math.min(waiting.getTime(), to.customerWaitingSince?.getTime() ?? Number.POSITIVE_INFINITY),
        )
        expect(underWay(state)).toBe(true)
      }),
    )
  })

  test('keeps every case as the database wants it: a reason where closed, nobody waiting where it rests', () => {
    fc.assert(
      fc.property(anyStand, anyStand, fc.option(anyTime), fc.boolean(), (one, other, since, duty) => {
        const stands = [
          afterReceiving(one, since),
          afterGiving(one, since),
          afterReturning(one, other, since),
          afterSplitting(one, duty, since),
        ]
        for (const { state, closeReason, customerWaitingSince } of stands) {
          expect(closeReason !== null).toBe(state === 'closed-without-solution')
          if (customerWaitingSince !== null) expect(underWay(state)).toBe(true)
        }
      }),
    )
  })

  test('what came and went at once leaves the case as it was', () => {
    fc.assert(
      fc.property(anyStand, anyTime, (before, waiting) => {
        const now = afterReceiving(before, waiting)
        expect(afterReturning(now, before, before.customerWaitingSince)).toEqual(before)
      }),
    )
  })
})

test('only help in the last leg of their call gives the customer their answer', () => {
  const end = fc.constantFrom('resolved', 'transferred', 'disconnected', 'abandoned', 'ended')
  fc.assert(
    fc.property(fc.array(end, { maxLength: 6 }), (ends) => {
      const legs = ends.map((howEnded) => ({ howEnded }))
      const helped = ends.at(-1) === 'resolved'
      expect(actOfContact({ direction: 'in', legs })).toBe(helped ? 'work-on' : 'customer-speaks')
      expect(actOfContact({ direction: 'out', legs })).toBe('work-on')
    }),
  )
})

test('last words of any text are one short line that begins like it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 1_500 }), (text) => {
      const words = lastWordsOf(text)
      expect(words.length).toBeLessThanOrEqual(200)
      expect(words).not.toMatch(/[\n\r\t]| {2}/)
      expect(words).toBe(words.trim())
      expect(text.replace(/\s+/g, ' ').trim().startsWith(words.replace(/…$/, ''))).toBe(true)
    }),
  )
})
