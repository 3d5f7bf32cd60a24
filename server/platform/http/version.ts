import { platformErrors } from '../contract/errors.ts'

/**
 * Refuses an edit of anything but the newest version.
 * @param ifMatch the version the person edited
 * @param current what is stored now; sent along with the refusal, so only what they may see
 * @throws platform.version-needed, platform.changed-meanwhile
 */
export const requireVersion = (ifMatch: number | null, current: { readonly version: number }): void => {
  if (ifMatch === null) throw platformErrors.versionNeeded()
  if (ifMatch !== current.version) throw platformErrors.changedMeanwhile({ current })
}
