import { allTeams } from '../../../people/index.ts'
import type { Platform } from '../../../platform/platform.ts'
import type { Mail } from '../mime/mail.ts'
import { readMail } from '../mime/reader.ts'
import { mailboxAddresses } from '../queries/mailboxes.ts'
import type { WaitingMail } from '../queries/raw-mails.ts'
import { judge, type Verdict } from '../rules/judge.ts'

export type Understood =
  /** It ends here, kept with the reason. */
  | Extract<Verdict, { kind: 'quarantine' | 'ignore' }>
  | (Exclude<Verdict, { kind: 'quarantine' | 'ignore' }> & {
      readonly mail: Mail
      /** All addresses at which we receive. */
      readonly ownAddresses: ReadonlySet<string>
    })

/**
 * Step 2, read: parses a stored mail in the guarded thread and tells what kind of mail it is.
 * @throws Unreadable
 */
export const understand = async (platform: Platform, raw: WaitingMail): Promise<Understood> => {
  const limit = platform.config.MAIL_MAX_BYTES
  if (raw.size > limit) return { kind: 'quarantine', reason: `It is larger than ${limit} bytes.` }
  const mail = await readMail(await platform.files.get(raw.fileKey))
  const ownAddresses = await addressesOfOurs(platform)
  const verdict = judge(mail, { mailFrom: raw.mailFrom, ownAddresses, seal: platform.seal })
  if (verdict.kind === 'quarantine' || verdict.kind === 'ignore') return verdict
  return { ...verdict, mail, ownAddresses }
}

const addressesOfOurs = async ({ db }: Platform): Promise<Set<string>> => {
  const teams = await allTeams(db)
  return new Set([...(await mailboxAddresses(db)), ...teams.flatMap((team) => team.addresses)])
}
