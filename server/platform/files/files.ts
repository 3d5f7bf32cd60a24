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
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  // A cut may fall into the middle of a character: the half of it goes too.
  return (clean || 'file').slice(0, NAME_LIMIT).replace(/\p{Cs}$/u, '')
}

/** Writes bytes durably under a new key; nothing names them yet (see {@link recordFile}). */
export const putBytes = async (store: FileStore, bytes: Uint8Array): Promise<StoredFile> => {
  const key = newSecret()
  await store.put(key, bytes)
  return { key, sha256: createHash('sha256').update(bytes).digest(), size: bytes.byteLength }
}

/** Writes the row that names stored bytes. `linked` says that something holds them from the start. */
export const recordFile = async (
  db: Database,
  actor: Actor,
  stored: StoredFile,
  { name, mediaType, linked = false }: { name: string; mediaType: string; linked?: boolean },
): Promise<void> => {
  await db
    .insertInto('files')
    .values({
      ...stored,
      media_type: mediaType,
      name: safeName(name),
      uploaded_by: actorText(actor),
      linked_at: linked ? new Date() : null,
    })
    .execute()
}

/**
 * Stores bytes first and then the row that names them, so that a row never points at nothing. A crash
 * between the two leaves bytes without a name, which cost space and nothing else.
 */
export const storeFile = async (
  db: Database,
  store: FileStore,
  actor: Actor,
  file: NewFile,
): Promise<StoredFile> => {
  const stored = await putBytes(store, file.bytes)
  await recordFile(db, actor, stored, file)
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
