import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { StaffActor } from '../identity/actor.ts'
import type { PlacedEvent } from '../journal/queries.ts'
import { isAfter, LiveStream, parsePosition, positionText } from './stream.ts'

const mia: StaffActor = {
  ...{ kind: 'staff', staffId: 1, role: 'agent', reach: 'own', teamIds: [] },
  ...{ sessionId: 1, tokenId: null, scopes: null },
}
const start = { xid: '10', seq: 0 }
const event = (xid: number, seq: number): PlacedEvent => ({
  ...{ seq, type: 'test.happened', time: new Date(), recordedAt: new Date(), caseId: seq, objects: [] },
  ...{ actor: { kind: 'system', id: null }, attributes: { words: 'never sent' } },
  position: { xid: String(xid), seq },
})

let server: Server
let responded: ((response: ServerResponse) => void) | null = null
beforeAll(async () => {
  server = createServer((_request, response) => responded?.(response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

/** The two ends of one open answer. */
const open = async (): Promise<{ response: ServerResponse; reader: IncomingMessage }> => {
  const held = new Promise<ServerResponse>((resolve) => {
    responded = resolve
  })
  const asking = request({ port: (server.address() as AddressInfo).port, agent: false }).end()
  const response = await held
  response.flushHeaders()
  const [reader] = (await once(asking, 'response')) as [IncomingMessage]
  reader.on('error', () => undefined)
  return { response, reader }
}
const everything = async (reader: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of reader) text += String(chunk)
  return text
}
const idsIn = (text: string) => [...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id)

describe('a stream', () => {
  test('keeps back what happens during the replay, then tells all of it once and in order', async () => {
    const { response, reader } = await open()
    const stream = new LiveStream(response, mia, start)
    stream.tell(event(12, 4))
    stream.tell(event(13, 5))
    stream.replayed([event(11, 3), event(12, 4)])
    stream.tell(event(13, 5))
    stream.tell(event(9, 1))
    stream.tell(event(14, 6))
    stream.close()
    expect(idsIn(await everything(reader))).toEqual(['11-3', '12-4', '13-5', '14-6'])
  })

  test('tells what changed, not what was said', async () => {
    const { response, reader } = await open()
    const stream = new LiveStream(response, mia, start)
    stream.replayed([event(11, 3)])
    stream.close()
    const text = await everything(reader)
    expect(text).toContain('data: {"type":"test.happened","caseId":3,"objects":[]}\n\n')
    expect(text).not.toContain('never sent')
  })

  test('cannot be made to hold a forged event by a line break in what it sends', async () => {
    const { response, reader } = await open()
    const stream = new LiveStream(response, mia, start)
    stream.send('presence', { name: 'Mia\n\nevent: signed-out\ndata: {}\n\n' })
    stream.close()
    expect((await everything(reader)).match(/^event: /gm)).toHaveLength(1)
  })

  test('beats without an event, so that a proxy keeps it open', async () => {
    const { response, reader } = await open()
    const stream = new LiveStream(response, mia, start)
    stream.beat()
    stream.close()
    expect(await everything(reader)).toBe(': still here\n\n')
  })
})

test('a reader that does not read is cut off, and whatever is sent to it then harms nobody', async () => {
  const { response, reader } = await open()
  reader.pause()
  const stream = new LiveStream(response, mia, start)
  const cut = once(response, 'close')
  for (let sent = 0; sent < 400; sent += 1) stream.send('presence', { words: 'x'.repeat(50_000) })
  await cut
  stream.send('presence', {})
  stream.beat()
  stream.replayed([event(11, 1)])
  stream.close()
  await new Promise((resolve) => setImmediate(resolve))
  expect(response.destroyed).toBe(true)
})

test('a stream that was closed stays silent when news comes before the connection is gone', async () => {
  const { response, reader } = await open()
  const stream = new LiveStream(response, mia, start)
  stream.replayed([])
  const failures: unknown[] = []
  response.on('error', (error) => failures.push(error))
  stream.close()
  stream.tell(event(11, 1))
  stream.beat()
  expect(await everything(reader)).toBe('')
  expect(failures).toEqual([])
})

describe('positions', () => {
  test.each([
    [{ xid: '9', seq: 5 }, { xid: '10', seq: 1 }, false],
    [{ xid: '10', seq: 1 }, { xid: '9', seq: 5 }, true],
    [{ xid: '10', seq: 2 }, { xid: '10', seq: 1 }, true],
    [{ xid: '10', seq: 1 }, { xid: '10', seq: 1 }, false],
    // Beyond what a floating number tells apart.
    [{ xid: '18446744073709551615', seq: 1 }, { xid: '18446744073709551614', seq: 1 }, true],
  ])('%o comes after %o: %s', (one, other, after) => {
    expect(isAfter(one, other)).toBe(after)
  })

  test('come back as they went', () => {
    const position = { xid: '18446744073709551615', seq: 9_007_199_254_740_991 }
    expect(parsePosition(positionText(position))).toEqual(position)
  })
})
