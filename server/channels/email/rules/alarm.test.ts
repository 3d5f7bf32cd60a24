import { describe, expect, it } from 'vitest'
import { alarmsOf, type Watched } from './alarm.ts'

const now = new Date('2026-03-02T12:00:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const well: Watched = {
  ...{ isFetched: true, lastSuccessAt: ago(1), followedSince: ago(9_000) },
  ...{ lastError: null, lastErrorSince: null, unreadSince: null, sendError: null, sendErrorSince: null },
}
const alarms = (change: Partial<Watched>, watchingSince = ago(9_000)) =>
  alarmsOf({ ...well, ...change }, now, watchingSince)
const alarm = (change: Partial<Watched>, watchingSince?: Date) => alarms(change, watchingSince)[0] ?? null

describe('a mailbox', () => {
  it.each([
    ['that was fetched a minute ago is well', {}],
    ['whose error is young is given time', { lastError: 'It is away.', lastErrorSince: ago(2) }],
    ['that was set up a minute ago is given time', { lastSuccessAt: null, followedSince: ago(1) }],
    [
      'that was switched on again is given time, however old its success',
      { lastSuccessAt: ago(900), followedSince: ago(1) },
    ],
    ['that is not fetched may be silent', { isFetched: false, lastSuccessAt: null }],
    ['whose newest mail is being read is well', { unreadSince: ago(1) }],
  ])('%s', (_, change) => {
    expect(alarm(change)).toBeNull()
  })

  it('that fails says why, and since when it has failed', () => {
    const failing = { lastSuccessAt: ago(5), lastError: 'It is away.', lastErrorSince: ago(4) }
    expect(alarm(failing)).toEqual({ direction: 'in', since: ago(4), words: 'It is away.' })
  })

  it('that nobody fetches, without an error, alarms too: a stuck process says nothing', () => {
    expect(alarm({ lastSuccessAt: ago(5) })).toMatchObject({
      since: ago(5),
      words: expect.stringContaining('No process of the desk fetches it.'),
    })
    expect(alarm({ lastSuccessAt: null, followedSince: ago(4) })?.since).toEqual(ago(4))
  })

  it('whose stored mail nobody reads alarms, also one that the listener fills', () => {
    const unread = { unreadSince: ago(6) }
    for (const change of [unread, { ...unread, isFetched: false }])
      expect(alarm(change)).toMatchObject({ since: ago(6), words: expect.stringContaining('not put into') })
  })

  it('that could not send for longer than a moment alarms too, beside what it does not get', () => {
    const mute = { sendError: 'No sign-in.', sendErrorSince: ago(4) }
    expect(alarms(mute)).toEqual([{ direction: 'out', since: ago(4), words: 'No sign-in.' }])
    expect(alarms({ ...mute, unreadSince: ago(6) }).map(({ direction }) => direction)).toEqual(['in', 'out'])
    expect(alarms({ ...mute, sendErrorSince: ago(2) })).toEqual([])
    expect(alarms(mute, ago(1))).toEqual([])
  })

  it('is not in trouble because the desk was switched off over night', () => {
    expect(alarm({ lastSuccessAt: ago(600) }, ago(1))).toBeNull()
    expect(alarm({ lastSuccessAt: ago(600) }, ago(4))).not.toBeNull()
  })
})
