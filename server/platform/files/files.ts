import { createHash } from 'node:crypto'
import type { Database } from '../db/pool.ts'
import { type Actor, actorText } from '../identity/actor.ts'
import { newSecret } from '../identity/tokens.ts'
import type { FileStore } from './store.ts'

export interface NewFile {
  readonly bytes: Uint8Array
  readonly name: string
  readonly mediaType: string
}

export interface StoredFile {
  readonly key: string
  readonly sha256: Buffer
  readonly size: number
}

const NAME_LIMIT = 255

/** A name that is only ever shown: no path, no control or direction characters, at most 255 characters. */
export const safeName = (name: string): string => {
  const last = name.replaceAll('\\', '/').split('/').at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  return (clean || 'file').slice(0, NAME_LIMIT)
}

/**
 * Stores bytes first and then the row that names them, so that a row never points at nothing. A crash
 * between the two leaves an unnamed file, which the sweep removes.
 */
export const storeFile = async (
  db: Database,
  store: FileStore,
  actor: Actor,
  file: NewFile,
): Promise<StoredFile> => {
  const key = newSecret()
  const stored = {
    key,
    sha256: createHash('sha256').update(file.bytes).digest(),
    size: file.bytes.byteLength,
  }
  await store.put(key, file.bytes)
  await db
    .insertInto('files')
    .values({
      ...stored,
      media_type: file.mediaType,
      name: safeName(file.name),
      uploaded_by: actorText(actor),
    })
    .execute()
  return stored
}

/** Marks a file as held by something; from now on the sweep leaves it. */
export const linkFile = async (db: Database, key: string): Promise<void> => {
  await db.updateTable('files').set({ linked_at: new Date() }).where('key', '=', key).execute()
}

/** An upload of this very actor that nothing holds yet; null otherwise, as if it did not exist. */
export const ownUpload = (db: Database, actor: Actor, key: string) =>
  db
    .selectFrom('files')
    .select(['key', 'name', 'size', 'media_type'])
    .where('key', '=', key)
    .where('uploaded_by', '=', actorText(actor))
    .where('linked_at', 'is', null)
    .executeTakeFirst()
