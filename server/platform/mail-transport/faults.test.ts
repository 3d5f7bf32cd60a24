import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Fault, type FaultProxy, startFaultProxy } from '../../../tests/harness/fault-proxy.ts'
import { type MailSink, startMailSink } from '../../../tests/harness/mail-sink.ts'
import { HandOverError, handOver } from './smtp.ts'

let sink: MailSink
let line: FaultProxy
beforeAll(async () => {
  sink = await startMailSink()
  line = await startFaultProxy(sink.port)
})
beforeEach(() => {
  sink.mails.length = 0
  line.mend()
})
afterAll(async () => {
  await line.close()
  await sink.close()
})

const mail = Buffer.from('From: a@desk.example\r\nSubject: Hi\r\n\r\nHello\r\n')
const send = async () => {
  let begun = false
  const server = { host: '127.0.0.1', port: line.port, security: 'none' } as const
  const envelope = { from: 'a@desk.example', to: ['mia@home.example'] }
  const patience = { connect: 400, silence: 400, whole: 1_500 }
  const mark = async () => {
    begun = true
  }
  const error = await handOver(server, envelope, mail, mark, patience).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { error, begun }
}

const verbs = ['EHLO', 'MAIL FROM', 'RCPT TO', 'DATA']
const at = (verb: string): Fault['at'] => ({ from: 'client', line: new RegExp(`^${verb}`, 'i') })
const codes = [421, 451, 452, 550, 554]
// Told to try HELO instead, a client does; only 421 ends it there.
const answers = verbs.flatMap((verb) =>
  codes.filter((code) => verb !== 'EHLO' || code === 421).map((code) => [code, verb] as const),
)

test.each(answers)('%i in answer to %s is told as such, and no text leaves', async (code, verb) => {
  line.put({ at: at(verb), what: { say: `${code} no` } })
  const { error, begun } = await send()
  expect(error).toBeInstanceOf(HandOverError)
  expect(error).toMatchObject({ smtpCode: code })
  expect(begun).toBe(false)
  expect(sink.mails).toEqual([])
})

test.each(
  (['reset', 'close', 'hang'] as const).flatMap((what) => verbs.map((verb) => [what, verb] as const)),
)('a line that does %s at %s is no answer, and no text leaves', async (what, verb) => {
  line.put({ at: at(verb), what })
  const { error, begun } = await send()
  expect(error).toMatchObject({ name: 'HandOverError', smtpCode: null })
  expect(begun).toBe(false)
  expect(sink.mails).toEqual([])
})

test('a server that drips its answers byte by byte ends with our patience', async () => {
  line.put({ at: 'connect', what: 'drip' })
  sink.manners = { text: () => new Promise(() => undefined) }
  const { error } = await send()
  expect(error).toMatchObject({ name: 'HandOverError', smtpCode: null })
  sink.manners = {}
})

test('and after all of it the next mail arrives', async () => {
  expect((await send()).error).toBeNull()
  expect(sink.mails).toHaveLength(1)
})
