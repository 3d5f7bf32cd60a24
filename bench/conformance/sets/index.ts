import type { ConformanceSet } from '../set.ts'
import { mailBounces } from './mail-bounces.ts'
import { mailHelpdesk } from './mail-helpdesk.ts'
import { mailZammad } from './mail-zammad.ts'
import { replyExtraction } from './reply-extraction.ts'

/** Every set of mails; a new one is a new line here. Its function is called like its folder. */
export const mailSets: readonly ConformanceSet[] = [mailZammad, mailHelpdesk, mailBounces, replyExtraction]
