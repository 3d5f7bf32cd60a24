import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CallEvent, callEventSchema } from '../contract.ts'
import { foldCall } from './fold-call.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, seconds)).toISOString()
let made = 0
const event = (seconds: number, told: Record<string, unknown>): CallEvent =>
  callEventSchema.parse({ eventId: `e${++made}`, callId: 'c', at: at(seconds), ...told })

const transferred = [
  event(0, { type: 'queued', team: 'Sales', customerNumber: '+49 30 123' }),
  event(60, { type: 'answered', agent: 'ann@desk.example' }),
  event(90, { type: 'held' }),
  event(150, { type: 'resumed' }),
  event(180, { type: 'transferred', toTeam: 'Technics' }),
  event(300, { type: 'wrapped-up', agent: 'ann@desk.example' }),
  event(200, { type: 'ringing', agent: 'bo@desk.example' }),
  event(210, { type: 'answered', agent: 'bo@desk.example' }),
  event(400, { type: 'ended', reason: 'resolved' }),
]

describe('foldCall', () => {
  test('gives each person a leg with queue, talk, hold and after-call work in seconds', () => {
    expect(foldCall(transferred)).toEqual({
      direction: 'in',
      customerNumber: '+49 30 123',
      startedAt: new Date(at(0)),
      endedAt: new Date(at(400)),
      legs: [
        {
          ...{
            agent: 'ann@desk.example',
            team: 'Sales',
            startedAt: new Date(at(0)),
            howEnded: 'transferred',
          },
          ...{ queueSeconds: 60, talkSeconds: 60, holdSeconds: 60, afterCallSeconds: 120 },
        },
        {
          ...{
            agent: 'bo@desk.example',
            team: 'Technics',
            startedAt: new Date(at(180)),
            howEnded: 'resolved',
          },
          ...{ queueSeconds: 30, talkSeconds: 190, holdSeconds: 0, afterCallSeconds: 0 },
        },
      ],
    })
  })

  test('whatever the order in which events arrive, a call comes to the same', () => {
    const told = foldCall(transferred)
    fc.assert(
      fc.property(fc.shuffledSubarray(transferred, { minLength: transferred.length }), (events) => {
        expect(foldCall(events)).toEqual(told)
      }),
    )
  })

  test('whoever hangs up in the queue was served by nobody', () => {
    const call = foldCall([event(0, { type: 'queued', team: 'Sales' }), event(75, { type: 'ended' })])
    expect(call.legs).toMatchObject([
      { agent: null, queueSeconds: 75, talkSeconds: 0, howEnded: 'abandoned' },
    ])
  })

  test('a line that breaks says so, also in the queue; a hold that nobody ended is hold until then', () => {
    const cut = { type: 'ended', reason: 'disconnected' }
    const held = [event(0, { type: 'answered', agent: 'Ann' }), event(10, { type: 'held' }), event(40, cut)]
    expect(foldCall(held).legs).toMatchObject([
      { howEnded: 'disconnected', queueSeconds: 0, talkSeconds: 10, holdSeconds: 30 },
    ])
    const waiting = [event(0, { type: 'queued', team: 'Sales' }), event(5, cut)]
    expect(foldCall(waiting).legs).toMatchObject([{ agent: null, howEnded: 'disconnected' }])
  })

  test('in a conference both speak at once, and each leaves by themselves', () => {
    const call = foldCall([
      event(0, { type: 'answered', agent: 'Ann', team: 'Sales' }),
      event(10, { type: 'consulted', with: 'Bo' }),
      event(30, { type: 'joined', agent: 'Bo' }),
      event(50, { type: 'left', agent: 'Ann' }),
      event(80, { type: 'ended', reason: 'resolved' }),
    ])
    expect(call.legs).toMatchObject([
      { agent: 'Ann', talkSeconds: 50, howEnded: 'ended' },
      { agent: 'Bo', team: 'Sales', talkSeconds: 50, howEnded: 'resolved' },
    ])
  })

  test('a call without an end is still going on', () => {
    expect(foldCall([event(0, { type: 'answered', agent: 'Ann' })])).toMatchObject({ endedAt: null })
  })

  test('an end by a clock that runs behind gives no negative time', () => {
    const call = foldCall([event(20, { type: 'answered', agent: 'Ann' }), event(10, { type: 'ended' })])
    expect(call.legs.every(({ talkSeconds }) => talkSeconds >= 0)).toBe(true)
  })
})
