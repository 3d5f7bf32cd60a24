import type { Platform } from '../../../platform/platform.ts'
import { findReported, type Reporting } from './find-reported.ts'
import { place } from './place.ts'

/**
 * Somebody told their provider that a mail of ours is unwanted: shown on its case, where nobody is answered.
 * @returns why nothing was done, null when it was placed
 */
export const noteComplaint = async (platform: Platform, placement: Reporting): Promise<string | null> => {
  const ours = await findReported(platform, placement.mail)
  if (!ours) return 'It complains of a mail that we did not send.'
  await place(platform, { ...placement, kind: 'automatic', from: null, thread: ours.thread })
  return null
}
