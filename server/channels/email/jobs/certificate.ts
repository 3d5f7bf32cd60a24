import { readFile, stat } from 'node:fs/promises'
import type { Config } from '../../../platform/config/config.ts'
import type { Platform } from '../../../platform/platform.ts'

/** What the listener shows who asks for encryption, both in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

type Paths = Pick<Config, 'SMTP_TLS_CERT' | 'SMTP_TLS_KEY'>

const LOOK_MS = 60_000

/**
 * The certificate of the settings; null when none is set, and then no encryption is offered.
 * @throws when the files cannot be read: better no listener than one that silently offers none
 */
export const readCertificate = async ({
  SMTP_TLS_CERT,
  SMTP_TLS_KEY,
}: Paths): Promise<Certificate | null> => {
  if (!SMTP_TLS_CERT || !SMTP_TLS_KEY) return null
  return { cert: await readFile(SMTP_TLS_CERT, 'utf8'), key: await readFile(SMTP_TLS_KEY, 'utf8') }
}

const changedAt = async ({ SMTP_TLS_CERT, SMTP_TLS_KEY }: Paths): Promise<string> => {
  const times = [SMTP_TLS_CERT ?? '', SMTP_TLS_KEY ?? ''].map(async (path) => (await stat(path)).mtimeMs)
  return (await Promise.all(times)).join()
}

/**
 * Hands over the certificate whenever its files have changed, so that a renewed one needs no restart. A pair that
 * does not fit leaves the old one in use.
 * @returns stops it
 */
export const followCertificate = async (
  { config, logger }: Platform,
  use: (certificate: Certificate) => void,
  lookMs = LOOK_MS,
): Promise<() => void> => {
  if (!config.SMTP_TLS_CERT || !config.SMTP_TLS_KEY) return () => {}
  let known = await changedAt(config)
  const look = async (): Promise<void> => {
    const now = await changedAt(config)
    if (now === known) return
    known = now
    const certificate = await readCertificate(config)
    if (certificate) use(certificate)
  }
  const tryLook = (): void => {
    look().catch((error: unknown) =>
      logger.warn({ err: error }, 'the new certificate for mail cannot be used; the old one stays'),
    )
  }
  const timer = setInterval(tryLook, lookMs)
  return () => clearInterval(timer)
}
