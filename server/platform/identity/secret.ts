import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OWNER_ONLY = 0o600

/**
 * The installation's secret: given, or made once at random and kept in the data directory. There is no
 * default one to forget to change (T13).
 * @throws when the given one is a known placeholder
 */
export const installationSecret = (given: string | undefined, dataDir: string): string => {
  if (given !== undefined) {
    if (/change.?me|secret|example|12345|(.)\1{9}/i.test(given)) {
      throw new Error('REGARD_SECRET looks like a placeholder. Leave it empty, or use 32 random characters.')
    }
    return given
  }
  const path = join(dataDir, 'secret')
  mkdirSync(dataDir, { recursive: true })
  try {
    // wx: of two processes that start at once, one writes it and the other reads it.
    writeFileSync(path, randomBytes(32).toString('base64url'), { flag: 'wx', mode: OWNER_ONLY })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8').trim()
}
