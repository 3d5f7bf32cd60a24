import { createSocket, type RemoteInfo } from 'node:dgram'
import { once } from 'node:events'

/** A name server of a test on loopback. What it was not told of does not exist. */
export interface TestDns {
  /** `127.0.0.1:port`. */
  readonly address: string
  /** Texts by name, e.g. `_dmarc.example.org`. Names are compared in lower case. */
  readonly texts: Map<string, string>
  /** Names that are asked and never answered. */
  readonly silent: Set<string>
  readonly asked: string[]
  close(): Promise<void>
}

const TXT = 16
const NO_SUCH_NAME = 3

const nameIn = (question: Buffer): { name: string; end: number } => {
  const labels: string[] = []
  let at = 12
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 }
}

const pieces = (text: string): Buffer =>
  Buffer.concat(
    (text.match(/[\s\S]{1,255}/g) ?? ['']).map((part) =>
      Buffer.concat([Buffer.from([part.length]), Buffer.from(part, 'latin1')]),
    ),
  )

const answerTo = (question: Buffer, end: number, text: string | undefined): Buffer => {
  const isText = question.readUInt16BE(end) === TXT && text !== undefined
  const head = Buffer.from(question.subarray(0, 12))
  head.writeUInt16BE(0x8580 | (text === undefined ? NO_SUCH_NAME : 0), 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(isText ? 1 : 0, 6)
  head.writeUInt32BE(0, 8)
  const asked = question.subarray(12, end + 4)
  if (!isText) return Buffer.concat([head, asked])
  const data = pieces(text)
  const record = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255])
  return Buffer.concat([head, asked, record, data])
}

export const startDns = async (): Promise<TestDns> => {
  const socket = createSocket('udp4')
  const [texts, silent, asked] = [new Map<string, string>(), new Set<string>(), [] as string[]]
  socket.on('message', (question: Buffer, { port, address }: RemoteInfo) => {
    const { name, end } = nameIn(question)
    asked.push(name)
    if (!silent.has(name)) socket.send(answerTo(question, end, texts.get(name)), port, address)
  })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const close = () => new Promise<void>((resolve) => socket.close(() => resolve()))
  return { address: `127.0.0.1:${socket.address().port}`, texts, silent, asked, close }
}
