import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const OWNER_ONLY = 0o600

/**
 * The installation's secret: given, or made once at random and kept in the data directory. There is no
 * default one to forget to change (T13).
 * @throws when the given one is a known placeholder, and when the kept one is damaged
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
  makeOnce(path)
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < SHORTEST)
    throw new Error(`${path} holds no secret. Put the one of this data back, from a backup.`)
  return secret
}

const SHORTEST = 32

/** Of two processes that start at once one makes it, and the other never sees half of it: a link comes whole. */
const makeOnce = (path: string): void => {
  const mine = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  writeFileSync(mine, randomBytes(32).toString('base64url'), { flag: 'wx', mode: OWNER_ONLY, flush: true })
  try {
    linkSync(mine, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(mine, { force: true })
  }
}
