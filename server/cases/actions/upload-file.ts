import type { MultipartFile } from '@fastify/multipart'
import type { z } from 'zod'
import { platformErrors } from '../../platform/contract/errors.ts'
import type { Database } from '../../platform/db/pool.ts'
import { safeName, storeFile } from '../../platform/files/files.ts'
import { mediaTypeOf } from '../../platform/files/media-type.ts'
import type { FileStore } from '../../platform/files/store.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import type { uploadedSchema } from '../contract.ts'

/**
 * Keeps a file for a message or note its uploader is writing; swept after a day unless one holds it. What it is
 * is told by its bytes, not by its sender.
 * @throws platform.invalid without a file, platform.too-large
 */
export const uploadFile = async (
  { db, files }: { db: Database; files: FileStore },
  actor: StaffActor,
  part: MultipartFile | undefined,
): Promise<z.input<typeof uploadedSchema>> => {
  if (!part) throw platformErrors.invalid({ fields: [{ path: 'file', message: 'is missing' }] })
  const bytes = await part.toBuffer()
  const name = safeName(part.filename)
  const mediaType = await mediaTypeOf(bytes, part.mimetype)
  const { key, size } = await storeFile(db, files, actor, { bytes, name, mediaType })
  return { key, name, size, mediaType }
}
