import type { Platform } from '../../../platform/platform.ts'
import type { Arrival } from '../mime/authenticate.ts'
import { guardedThreads, Unreadable } from '../mime/guarded-threads.ts'
import type { Mail } from '../mime/mail.ts'
import type { Proof } from '../mime/proof.ts'
import type { WaitingMail } from '../queries/raw-mails.ts'
import { relayProof } from '../rules/relay-proof.ts'

const threads = guardedThreads<Arrival, Proof | null>('authenticate.worker', {
  milliseconds: 6_000,
  processorMilliseconds: 3_000,
  megabytes: 256,
})

const list = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)

/**
 * Finds out who sent a mail: by this desk's own look when it is the mail server of its domain (MAIL_VERIFY), else
 * by the word of the one server before it (TRUSTED_AUTHSERV_ID). Foreign words about a mail are never believed.
 * @returns null when nobody checked or could; a mail never waits longer than some seconds for it
 */
export const prove = async (
  { config, logger }: Pick<Platform, 'config' | 'logger'>,
  raw: Pick<WaitingMail, 'arrivedBy' | 'peer' | 'helo' | 'mailFrom'>,
  mail: Mail,
  bytes: Uint8Array,
): Promise<Proof | null> => {
  const [from] = mail.from
  if (!from || raw.arrivedBy === 'import') return null
  if (raw.arrivedBy !== 'smtp' || !config.MAIL_VERIFY)
    return config.TRUSTED_AUTHSERV_ID ? relayProof(mail, config.TRUSTED_AUTHSERV_ID.toLowerCase()) : null
  if (raw.peer === null) return null
  const arrival = {
    bytes,
    from: from.address,
    peer: raw.peer,
    helo: raw.helo ?? '',
    mailFrom: raw.mailFrom ?? '',
  }
  const settings = { nameServers: list(config.MAIL_DNS), sealers: list(config.TRUSTED_ARC_SEALERS) }
  try {
    return await threads.run({ ...arrival, ...settings })
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    logger.warn({ err: error }, 'the sender of a mail could not be checked')
    return null
  }
}
