import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../faults.ts'

/** One file of a backup: its path inside, size in bytes, and SHA-256 in hex. */
export type Entry = { path: string; size: number; sha256: string }

const schema = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  regard: z.string(),
  postgresMajor: z.number(),
  entries: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
})

/** What a backup holds. It is written last: a folder without it is an unfinished backup. */
export type Manifest = z.output<typeof schema>

const NAME = 'manifest.json'
const SUM = 'manifest.sha256'

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const text = `${JSON.stringify(manifest, undefined, 1)}\n`
  await writeFile(join(folder, SUM), `${sha256(text)}  ${NAME}\n`, { mode: 0o600, flush: true })
  await writeFile(join(folder, NAME), text, { mode: 0o600, flush: true })
}

/** Throws `backupFailed` when there is none, or when it was altered. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => undefined)
  const sum = await readFile(join(folder, SUM), 'utf8').catch(() => '')
  if (text === undefined) {
    throw new Fault('backupFailed', `${folder} holds no finished backup: there is no ${NAME} in it.`)
  }
  const parsed = schema.safeParse(parse(text))
  if (!sum.startsWith(sha256(text)) || !parsed.success) {
    throw new Fault('backupFailed', `The backup in ${folder} was altered: ${NAME} is not as it was written.`)
  }
  return parsed.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
