import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type LiveNews, listen } from './live.ts'

type Hear = (event: { data: string; lastEventId: string }) => void

/** The browser's end of the stream, played by the test. */
class Stream {
  static readonly CLOSED = 2
  static readonly opened: Stream[] = []
  readyState = 1
  onopen = () => {}
  onerror = () => {}
  readonly address: string
  readonly #hear = new Map<string, Hear>()
  constructor(address: string) {
    this.address = address
    Stream.opened.push(this)
  }
  addEventListener(name: string, hear: Hear) {
    this.#hear.set(name, hear)
  }
  tell(name: string, data: unknown, lastEventId = '') {
    this.#hear.get(name)?.({ data: JSON.stringify(data), lastEventId })
  }
  close() {
    this.readyState = Stream.CLOSED
  }
}

/** One browser: whoever asks first holds the lock, the next waits until it is let go. */
function oneLock() {
  let last: Promise<unknown> = Promise.resolve()
  return {
    request: (_: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) => {
      const mine = last.then(() => (signal.aborted ? undefined : work()))
      last = mine.catch(() => {})
      return mine
    },
  }
}

const stops: (() => void)[] = []
const tab = () => {
  const news: LiveNews[] = []
  const stop = listen((one) => news.push(one))
  stops.push(stop)
  return { news, stop }
}
const stream = async (nth = 1): Promise<Stream> => {
  await vi.waitFor(() => expect(Stream.opened).toHaveLength(nth))
  const found = Stream.opened[nth - 1]
  if (!found) throw new Error('No stream was opened')
  return found
}
const taken = { type: 'cases.taken', caseId: 7, objects: [{ type: 'case', id: 7 }] }

beforeEach(() => {
  Stream.opened.length = 0
  vi.stubGlobal('EventSource', Stream)
  vi.stubGlobal('navigator', { locks: oneLock() })
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('news is read as it comes, and the connection is told about', async () => {
  const { news } = tab()
  const source = await stream()
  expect(source.address).toBe('/api/v1/live')
  source.onopen()
  source.tell('change', taken, '41')
  source.tell('presence', { staffId: 2, name: 'Otto', caseId: 7, doing: 'writing' })
  source.tell('signed-out', {})
  expect(news).toEqual([
    { kind: 'connected', isConnected: true },
    { kind: 'change', change: taken },
    { kind: 'presence', presence: { staffId: 2, name: 'Otto', caseId: 7, doing: 'writing' } },
    { kind: 'signed-out' },
  ])
})

test('a second tab reads along without a stream of its own', async () => {
  tab()
  const second = tab()
  const source = await stream()
  source.tell('change', taken, '42')
  await vi.waitFor(() => expect(second.news).toEqual([{ kind: 'change', change: taken }]))
  expect(Stream.opened).toHaveLength(1)
})

test('when the reading tab closes, another takes the stream over and nothing missed is passed over', async () => {
  const first = tab()
  const second = tab()
  const source = await stream()
  source.tell('change', taken, '43')
  await vi.waitFor(() => expect(second.news).toHaveLength(1))
  first.stop()
  expect(source.readyState).toBe(Stream.CLOSED)
  const next = await stream(2)
  next.tell('hello', {}, '45')
  expect(second.news.at(-1)).toEqual({ kind: 'resync' })
})

test('a stream that begins where the last one ended missed nothing', async () => {
  const { news } = tab()
  const source = await stream()
  source.tell('change', taken, '50')
  source.tell('hello', {}, '50')
  expect(news).toEqual([{ kind: 'change', change: taken }])
})

test('the server may ask for everything to be read anew', async () => {
  const { news } = tab()
  ;(await stream()).tell('resync', {})
  expect(news).toEqual([{ kind: 'resync' }])
})

test('a short interruption is left to the browser, which reconnects by itself', async () => {
  vi.useFakeTimers()
  const { news } = tab()
  await vi.advanceTimersByTimeAsync(0)
  Stream.opened[0]?.onerror()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(news).toEqual([{ kind: 'connected', isConnected: false }])
  expect(Stream.opened).toHaveLength(1)
})

test('after an answer that is no stream, the desk itself tries again within four seconds', async () => {
  vi.useFakeTimers()
  tab()
  await vi.advanceTimersByTimeAsync(0)
  Stream.opened[0]?.close()
  Stream.opened[0]?.onerror()
  await vi.advanceTimersByTimeAsync(1900)
  expect(Stream.opened).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(2200)
  expect(Stream.opened).toHaveLength(2)
})

test('a tab that has stopped listening does not try again', async () => {
  vi.useFakeTimers()
  const { stop } = tab()
  await vi.advanceTimersByTimeAsync(0)
  Stream.opened[0]?.close()
  Stream.opened[0]?.onerror()
  stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(Stream.opened).toHaveLength(1)
})
