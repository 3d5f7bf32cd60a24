import { createServer, type Server } from 'node:net'
import { afterEach, describe, expect, inject, test } from 'vitest'
import { withDatabase } from '../../../tests/harness/address.ts'
import { freePort } from '../../../tests/harness/free-port.ts'
import type { Fault } from '../faults.ts'
import { checkExternalDatabase } from './external-database.ts'

const refusal = async (url: string): Promise<Fault> =>
  checkExternalDatabase(url).then(
    () => expect.fail('it was taken'),
    (error) => error,
  )

let server: Server | null = null
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** A server of another kind: it answers every start of a session with one message of PostgreSQL's protocol. */
const answering = async (code: string, words: string): Promise<number> => {
  const fields = Buffer.from(`SFATAL\0C${code}\0M${words}\0\0`)
  const head = Buffer.from([0x45, 0, 0, 0, fields.length + 4])
  server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(Buffer.concat([head, fields])))
  })
  const listening = server
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const address = listening.address()
  return typeof address === 'object' && address ? address.port : 0
}

test('a server that answers and is new enough is taken', async () => {
  await expect(checkExternalDatabase(inject('testServer').adminUrl)).resolves.toBeUndefined()
})

describe('the operator is told why, and what to do', () => {
  test('when nothing listens there', async () => {
    const fault = await refusal(`postgres://regard:canary@127.0.0.1:${await freePort()}/regard`)
    expect(fault).toMatchObject({ kind: 'databaseUnreachable', exitCode: 26 })
    expect(fault.message).toContain('nothing listens at that address. Nothing was changed.')
  })

  test('when there is no database of that name', async () => {
    const fault = await refusal(withDatabase(inject('testServer').adminUrl, 'no_such_database'))
    expect(fault.message).toContain('there is no database of that name')
  })

  test('when there is no such socket', async () => {
    expect((await refusal('postgres://regard@/regard?host=%2Fno%2Fsuch%2Ffolder')).message).toContain(
      'there is no such socket',
    )
  })

  test.each([
    ['28P01', 'user or password is wrong'],
    ['28000', 'this user may not sign in from here'],
    ['53300', 'sorry, too many clients already'],
  ])('when the server refuses with %s', async (code, words) => {
    const port = await answering(code, 'sorry, too many clients already')
    const fault = await refusal(`postgres://regard:canary@127.0.0.1:${port}/regard`)
    expect(fault.message).toContain(words)
    expect(fault.message).not.toContain('canary')
  })
})

describe('no password is shown', () => {
  test.each([
    'postgres://regard:canary@127.0.0.1:1/regard',
    'postgres://regard:p@canary@127.0.0.1:1/regard',
    'postgres://regard@school:canary@127.0.0.1:1/regard',
    'postgresql://regard:canary%40x@127.0.0.1:1/regard',
    'postgres://regard@127.0.0.1:1/regard?password=canary',
    'postgres://regard@127.0.0.1:1/regard?sslmode=disable&PASSWORD=canary&x=y',
    'postgres://regard:can/ary@127.0.0.1:1/regard',
    'regard:canary@127.0.0.1/regard',
    'mysql://regard:canary@127.0.0.1/regard',
    'canary',
  ])('of %s', async (url) => {
    const fault = await refusal(url)
    expect(fault.kind).toBe('databaseUnreachable')
    expect(fault.message).not.toMatch(/canary|can\/ary|ary@/)
  })

  test('but the rest of the address is, so that one sees what is meant', async () => {
    const fault = await refusal('postgres://regard:canary@127.0.0.1:1/regard')
    expect(fault.message).toContain('(postgres://regard:…@127.0.0.1:1/regard)')
  })
})
