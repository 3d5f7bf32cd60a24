import type { Readable } from 'node:stream'

/** Where bytes live. Knows keys and bytes only; who may read them is decided by the room that links them. */
export interface FileStore {
  /** Writes all bytes durably (fsync) under `key` before it returns; an existing key is refused. */
  put(key: string, bytes: Uint8Array): Promise<void>
  /** @throws when the key is not there */
  get(key: string): Promise<Buffer>
  stream(key: string): Promise<Readable>
  /** Removing what is not there is no error. */
  remove(key: string): Promise<void>
  /** Whether a key is there, and its size in bytes. */
  size(key: string): Promise<number | null>
}
