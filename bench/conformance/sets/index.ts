import type { ConformanceSet } from '../set.ts'
import { mailBounces } from './mail-bounces.ts'
import { mailHelpdesk } from './mail-helpdesk.ts'
import { mailZammad } from './mail-zammad.ts'
import { mimeGolden } from './mime-golden.ts'
import { mimeTorture } from './mime-torture.ts'
import { replyExtraction } from './reply-extraction.ts'
import { signedMail } from './signed-mail.ts'
import { tnef } from './tnef.ts'

/** Every set of mails; a new one is a new line here. Its function is called like its folder. */
export const mailSets: readonly ConformanceSet[] = [
  mailZammad,
  mailHelpdesk,
  mailBounces,
  replyExtraction,
  mimeGolden,
  mimeTorture,
  tnef,
  signedMail,
]
