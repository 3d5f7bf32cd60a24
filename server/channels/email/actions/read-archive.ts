import { createReadStream } from 'node:fs'
import { open, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readMbox, whyNoMbox } from '../mime/mbox.ts'

/** A mail of an archive, and where to go on after it. */
export interface ArchivedMail {
  readonly bytes: Buffer
  /** When it was delivered, as the archive says. */
  readonly at: Date | null
  readonly cursor: string
  readonly position: number
}

export interface Archive {
  /** Bytes of an mbox, files of a Maildir. */
  readonly total: number
  mails(cursor: string, position: number): AsyncIterable<ArchivedMail>
}

/** Something that is no archive of mail; the words go to whoever chose it. */
export class NoArchive extends Error {
  override name = 'NoArchive'
}

const BEGINNING = 4_096

/** @param openAt its bytes from one of them on */
export const mboxArchive = async (
  size: number,
  openAt: (start: number) => Promise<AsyncIterable<Buffer>>,
  most: number,
): Promise<Archive> => {
  const begun: Buffer[] = []
  for await (const chunk of await openAt(0)) {
    begun.push(chunk.subarray(0, BEGINNING))
    break
  }
  const fault = whyNoMbox(Buffer.concat(begun))
  if (fault) throw new NoArchive(fault)
  return {
    total: size,
    mails: async function* (cursor) {
      const start = Number(cursor || 0)
      for await (const { bytes, at, end } of readMbox(await openAt(start), { start, most }))
        yield { bytes, at, cursor: String(end), position: end }
    },
  }
}

// Drafts were never sent, and what is marked as deleted was thrown away.
const LEFT_OUT = /:2,[A-Za-z]*[DT]/

const filesOf = async (path: string): Promise<string[]> => {
  const folders = await Promise.all(
    ['cur', 'new'].map(async (folder) =>
      (await readdir(join(path, folder)).catch(() => [])).map((name) => join(folder, name)),
    ),
  )
  // By name, which begins with the time of delivery: answers come after what they answer.
  return folders
    .flat()
    .filter((file) => !LEFT_OUT.test(file))
    .sort((a, b) => (nameIn(a) < nameIn(b) ? -1 : 1))
}

// Flags come and go while it is read; what is before them stays.
const nameIn = (file: string): string => file.slice(4).replace(/:2,.*$/, '')

const asMail = (stored: Buffer): Buffer =>
  stored.includes('\r\n') ? stored : Buffer.from(stored.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')

const maildirArchive = async (path: string): Promise<Archive> => {
  const files = await filesOf(path)
  if (files.length === 0) throw new NoArchive('The Maildir holds no mail.')
  return {
    total: files.length,
    mails: async function* (cursor) {
      for (const [index, file] of files.entries()) {
        if (nameIn(file) <= cursor) continue
        // Another program may move it while we read.
        const stored = await readFile(join(path, file)).catch(() => null)
        const { mtime } = await stat(join(path, file)).catch(() => ({ mtime: null }))
        if (stored) yield { bytes: asMail(stored), at: mtime, cursor: nameIn(file), position: index + 1 }
      }
    },
  }
}

/** Opens an mbox or a Maildir on this machine. @throws NoArchive */
export const archiveAt = async (path: string, most: number): Promise<Archive> => {
  const found = await stat(path).catch(() => null)
  if (!found) throw new NoArchive(`There is nothing at ${path}.`)
  if (found.isDirectory()) {
    if (!(await stat(join(path, 'cur')).catch(() => null)))
      throw new NoArchive('The folder is no Maildir: it has no "cur" in it.')
    return maildirArchive(path)
  }
  const file = await open(path).catch(() => null)
  if (!file) throw new NoArchive(`${path} cannot be read.`)
  await file.close()
  return mboxArchive(found.size, async (start) => createReadStream(path, { start }), most)
}
