import { createHash } from 'node:crypto'
import { mkdir, open, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Entry } from './manifest.ts'

const CHUNK_BYTES = 1024 * 1024

/**
 * All files below `root`, as paths inside it, sorted. A folder that is not there holds none; one that cannot be
 * read is an error, or a backup would be called whole without it.
 */
export async function filesBelow(root: string): Promise<string[]> {
  if (!(await exists(root))) return []
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

/**
 * Copies one file, forces it to the disk, and hashes the bytes that were written. Undefined when the source
 * has vanished, which is no fault while a server is at work in the folder.
 */
export async function copyFile(from: string, to: string, path: string): Promise<Entry | undefined> {
  await mkdir(dirname(join(to, path)), { recursive: true, mode: 0o700 })
  const source = await openIfThere(join(from, path))
  if (!source) return undefined
  try {
    const target = await open(join(to, path), 'w', 0o600)
    try {
      const written = await pump(source, target)
      await target.datasync()
      return { path, ...written }
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/** The size and hash of a file as it lies there now. */
export async function measure(root: string, path: string): Promise<Entry | undefined> {
  const source = await openIfThere(join(root, path))
  if (!source) return undefined
  try {
    return { path, ...(await pump(source, undefined)) }
  } finally {
    await source.close()
  }
}

/** Whether something is at this path. Throws when that cannot be told. */
export const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )

type Handle = Awaited<ReturnType<typeof open>>

async function pump(source: Handle, target: Handle | undefined): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES)
  for (let size = 0; ; ) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES)
    if (bytesRead === 0) return { size, sha256: hash.digest('hex') }
    const part = buffer.subarray(0, bytesRead)
    hash.update(part)
    await target?.writeFile(part)
    size += bytesRead
  }
}

async function openIfThere(path: string): Promise<Handle | undefined> {
  try {
    return await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
