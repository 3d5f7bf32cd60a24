import type { FileStore } from '../../../platform/files/store.ts'
import { readBriefly, Unreadable } from '../mime/reader.ts'
import type { MailHead } from '../queries/kept-mails.ts'

const LOOK_BYTES = 65_536
const LINES_BYTES = 4_000

const nothing: MailHead = { from: null, subject: null }

/** The first From and Subject lines, with the lines that go on with them; nothing else of the mail. */
export const linesOfHead = (beginning: Buffer): Buffer => {
  const [head = ''] = beginning.toString('latin1').split(/\r?\n\r?\n/, 1)
  const lines = ['from', 'subject'].flatMap((name) => {
    const found = new RegExp(`^${name}[ \\t]*:.*(?:\\r?\\n[ \\t].*)*`, 'im').exec(head)
    return found ? [found[0].slice(0, LINES_BYTES)] : []
  })
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

/** What can be told of a mail that is kept aside: who says to have written it, and its subject. */
export const readHead = async (files: FileStore, key: string): Promise<MailHead> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of (await files.stream(key)) as AsyncIterable<Buffer>) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= LOOK_BYTES) break
  }
  try {
    const mail = await readBriefly(linesOfHead(Buffer.concat(chunks).subarray(0, LOOK_BYTES)))
    return { from: mail.from[0] ?? null, subject: mail.subject || null }
  } catch (error) {
    if (error instanceof Unreadable) return nothing
    throw error
  }
}
