import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts'

let server: ReturnType<typeof createServer>
let proxy: FaultProxy
const clients: Socket[] = []

/** Greets, and gives every line back with "you said" before it. */
beforeEach(async () => {
  server = createServer((socket) => {
    let rest = ''
    socket.on('error', () => undefined)
    socket.write('* OK hello\r\n')
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n')
      rest = lines.pop() ?? ''
      for (const line of lines) socket.write(`you said ${line}\r\n`)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  proxy = await startFaultProxy((server.address() as AddressInfo).port)
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy()
  await proxy.close()
  await new Promise((resolve) => server.close(resolve))
})

/** A client that keeps what it hears and how its line ended. */
const arrive = () => {
  const socket = connect(proxy.port, '127.0.0.1')
  clients.push(socket)
  let heard = ''
  let ended = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', (error: NodeJS.ErrnoException) => {
    ended = error.code ?? ''
  })
  socket.on('end', () => {
    ended ||= 'in order'
  })
  return {
    say: (line: string) => socket.write(`${line}\r\n`),
    hears: (words: string) => expect.poll(() => heard).toContain(words),
    ends: (how: string) => expect.poll(() => ended).toBe(how),
    heard: () => heard,
    ended: () => ended,
  }
}

it('without a fault passes everything on, and knows what was said', async () => {
  const client = arrive()
  await client.hears('* OK hello\r\n')
  client.say('a1 LOGIN')
  client.say('a2 NOOP')
  await client.hears('you said a1 LOGIN\r\nyou said a2 NOOP\r\n')
  expect(proxy.heard).toEqual(['a1 LOGIN', 'a2 NOOP'])
  expect(proxy.arrivals()).toBe(1)
})

it('breaks the line at a verb, once, and the next client is served', async () => {
  proxy.put({ at: { from: 'client', line: /^\S+ FETCH/ }, what: 'reset' })
  const first = arrive()
  first.say('a1 LOGIN')
  await first.hears('a1 LOGIN')
  first.say('a2 FETCH')
  await first.ends('ECONNRESET')
  expect(first.heard()).not.toContain('a2')
  const second = arrive()
  second.say('a2 FETCH')
  await second.hears('you said a2 FETCH')
})

it('breaks the line so many bytes after a word of the server, within a line too', async () => {
  proxy.put({ at: { from: 'server', line: /a1/ }, what: 'close', after: 3 })
  const client = arrive()
  client.say('a1 {9}')
  client.say('second')
  await client.ends('in order')
  expect(client.heard()).toBe('* OK hello\r\nyou said a1 {9}\r\nyou')
})

it('answers a verb itself, with the tag of the line, and may hang up after it', async () => {
  proxy.put(
    { at: { from: 'client', line: /SELECT/ }, what: { say: '$tag NO [INUSE] Later' }, times: 2 },
    { at: { from: 'client', line: /LOGOUT/ }, what: { say: '* BYE' }, ending: 'close' },
  )
  const client = arrive()
  client.say('a1 SELECT')
  client.say('a2 SELECT')
  client.say('a3 SELECT')
  await client.hears('a1 NO [INUSE] Later\r\na2 NO [INUSE] Later\r\n')
  await client.hears('you said a3 SELECT')
  client.say('a4 LOGOUT')
  await client.ends('in order')
  expect(client.heard().endsWith('* BYE\r\n')).toBe(true)
})

it('says something else than the server does', async () => {
  proxy.put({ at: { from: 'server', line: /^\* OK/ }, what: { instead: '* BYE Too many' } })
  const client = arrive()
  await client.hears('* BYE Too many\r\n')
  client.say('on')
  await client.hears('you said on')
  expect(client.heard()).not.toContain('hello')
})

it('hangs: what is said comes nowhere and nothing comes back, until the line is cut', async () => {
  proxy.put({ at: { from: 'client', line: /IDLE/ }, what: 'hang' })
  const client = arrive()
  await client.hears('hello')
  client.say('a1 IDLE')
  client.say('a2 NOOP')
  await expect.poll(() => proxy.heard).toEqual(['a1 IDLE', 'a2 NOOP'])
  expect([client.heard(), client.ended()]).toEqual(['* OK hello\r\n', ''])
  proxy.cut()
  await client.ends('ECONNRESET')
})

it('lets somebody in and says nothing at all', async () => {
  proxy.put({ at: 'connect', what: 'hang' })
  const silent = arrive()
  silent.say('a1 NOOP')
  await expect.poll(() => proxy.heard).toEqual(['a1 NOOP'])
  expect(silent.heard()).toBe('')
  const next = arrive()
  await next.hears('hello')
})

it('drips byte by byte, and nothing is missing', async () => {
  proxy.put({ at: { from: 'client', line: /./ }, what: 'drip' })
  const client = arrive()
  await client.hears('hello')
  client.say('a1 LONGER THAN ONE')
  await client.hears('you said a1 LONGER THAN ONE\r\n')
})

it('refuses everybody, and listens again at the same port', async () => {
  await proxy.refuse()
  const refused = connect(proxy.port, '127.0.0.1')
  await expect(text(refused)).rejects.toThrow('ECONNREFUSED')
  await proxy.accept()
  await arrive().hears('hello')
})

it('tells the test that something is said, before it arrives', async () => {
  let told = ''
  const call = () => {
    told = client.heard()
  }
  proxy.put({ at: { from: 'client', line: /STORE/ }, what: { call } })
  const client = arrive()
  await client.hears('hello')
  client.say('a1 STORE')
  await client.hears('you said a1 STORE')
  expect(told).toBe('* OK hello\r\n')
})

it('forgets what was put when it is mended', async () => {
  proxy.put({ at: 'connect', what: 'reset', times: 99 })
  await arrive().ends('ECONNRESET')
  proxy.mend()
  await arrive().hears('hello')
})
