import type { FastifyRequest } from 'fastify'
import { platformErrors } from '../../platform/contract/errors.ts'
import { safeName, storeFile } from '../../platform/files/files.ts'
import { mediaTypeOf } from '../../platform/files/media-type.ts'
import { asTyped } from '../../platform/http/as-typed.ts'
import type { CustomerActor } from '../../platform/identity/actor.ts'
import type { Platform } from '../../platform/platform.ts'
import type { Written } from './write.ts'

export interface ReadForm {
  readonly fields: Readonly<Record<string, string>>
  readonly files: Written['files']
}

/**
 * Reads a form with files. Each is stored before anything names it, and swept when nothing ever does; what it
 * is, is told by its bytes.
 * @throws platform.too-large, platform.unsupported-media-type
 */
export const readForm = async (
  { db, files }: Pick<Platform, 'db' | 'files'>,
  actor: CustomerActor,
  request: FastifyRequest,
): Promise<ReadForm> => {
  if (!request.isMultipart()) throw platformErrors.unsupportedMediaType()
  const fields: Record<string, string> = {}
  const kept: Written['files'][number][] = []
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      fields[part.fieldname] = asTyped(String(part.value))
      continue
    }
    const bytes = await part.toBuffer()
    // A form sends an empty part where no file was chosen.
    if (bytes.length === 0) continue
    const name = safeName(part.filename)
    const mediaType = await mediaTypeOf(bytes, part.mimetype)
    const { key, size } = await storeFile(db, files, actor, { bytes, name, mediaType })
    kept.push({ fileKey: key, name, mediaType, size, contentId: null })
  }
  return { fields, files: kept }
}
