import { parentPort } from 'node:worker_threads'
import { parseMail } from './parse.ts'
import { threadName } from './thread-time.ts'

// The first mail of a thread costs many times what the next ones do, and is not to blame for it.
const warm = parseMail(Buffer.from('From: warm@up.example\r\n\r\nUp')).catch(() => undefined)

/** The thread in which strangers' mails are parsed: it can be killed without hurting anybody. */
parentPort?.on('message', async (bytes: Uint8Array) => {
  await warm
  parentPort?.postMessage({ begun: threadName() })
  try {
    const mail = await parseMail(bytes)
    // Whole buffers move without a copy; a view onto a larger one is copied.
    const buffers = new Set(mail.parts.filter(isWhole).map((part) => part.bytes.buffer as ArrayBuffer))
    parentPort?.postMessage({ result: mail }, [...buffers])
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
  }
})

const isWhole = ({ bytes }: { bytes: Uint8Array }): boolean =>
  bytes.byteLength === bytes.buffer.byteLength && bytes.byteLength > 0
