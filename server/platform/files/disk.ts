import { createReadStream } from 'node:fs'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { FileStore } from './store.ts'

const KEY = /^[A-Za-z0-9_-]{22,64}$/

// Two levels of folders keep each directory small at millions of files.
const pathOf = (root: string, key: string): string => {
  if (!KEY.test(key)) throw new Error('not a file key')
  return join(root, key.slice(0, 2), key.slice(2, 4), key)
}

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.part`
  const handle = await open(temporary, 'wx')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  // A file under its final name is whole: a crash leaves at most a .part. Unlike a rename, a link never
  // replaces what is there.
  try {
    await link(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
  await syncFolder(dirname(path))
}

/** Files in folders below `root`, named by their random key, never by what a stranger called them. */
export const diskStore = (root: string): FileStore => ({
  put: async (key, bytes) => writeDurably(pathOf(root, key), bytes),
  get: async (key) => readFile(pathOf(root, key)),
  stream: async (key) => createReadStream(pathOf(root, key)),
  remove: async (key) => rm(pathOf(root, key), { force: true }),
  size: async (key) => {
    try {
      return (await stat(pathOf(root, key))).size
    } catch {
      return null
    }
  },
})
