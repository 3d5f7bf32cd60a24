import type { Tx } from '../../platform/db/transaction.ts'
import { ownUpload } from '../../platform/files/files.ts'
import type { StaffActor } from '../../platform/identity/actor.ts'
import { caseErrors } from '../contract.ts'
import type { AttachedFile } from './messages.ts'

/**
 * The files behind the upload keys of this very person.
 * @throws cases.upload-gone when one is unknown, somebody else's, swept away or attached already
 */
export const ownUploads = async (
  tx: Tx,
  actor: StaffActor,
  keys: readonly string[],
): Promise<AttachedFile[]> => {
  const files: AttachedFile[] = []
  for (const key of new Set(keys)) {
    const file = await ownUpload(tx, actor, key)
    if (!file) throw caseErrors.uploadGone()
    files.push({
      fileKey: key,
      name: file.name,
      mediaType: file.media_type,
      size: file.size,
      contentId: null,
    })
  }
  return files
}
