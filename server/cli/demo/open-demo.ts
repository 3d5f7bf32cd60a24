import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { deskSettings } from '../../people/index.ts'
import type { Config } from '../../platform/config/config.ts'
import { createPlatform } from '../../platform/create-platform.ts'
import { connect } from '../../platform/db/pool.ts'
import { Fault } from '../../platform/faults.ts'
import { createLogger } from '../../platform/log/logger.ts'
import { buildDemo } from './build-demo.ts'
import { colleagues } from './company.ts'
import { signInsIn } from './demo-data.ts'
import { emailOf } from './people.ts'

export interface DemoPlace {
  readonly config: Config
  readonly databaseUrl: string
  readonly dataDir: string
}

/**
 * Makes the demonstration company in an empty data folder, with a password made for this installation, or finds
 * the one that was made there before.
 * @returns how to sign in, for the terminal
 * @throws Fault when the folder holds a real desk, or a demonstration that was not finished
 */
export const openDemo = async ({ config, databaseUrl, dataDir }: DemoPlace): Promise<string> => {
  const signIns = signInsIn(dataDir)
  if (existsSync(signIns)) return readFileSync(signIns, 'utf8')
  const { db, close } = connect(databaseUrl, CONNECTIONS, 'demonstration', false)
  try {
    if (await deskSettings(db)) {
      const message = `The data in ${dataDir} belongs to a desk in use, or to a demonstration that was interrupted. Nothing was changed. Give an empty folder as DATA_DIR, or remove this one if it was a demonstration.`
      throw new Fault('refused', message)
    }
    const password = newPassword()
    const platform = createPlatform({ config, db, logger: createLogger('warn'), dataDir })
    await buildDemo(platform, password, { everyday: config.DEMO_CASES, progress: showProgress })
    const text = signInText(password)
    writeFileSync(signIns, text, { mode: 0o600 })
    return text
  } finally {
    await close()
  }
}

const CONNECTIONS = 6
const EVERY = 20

const showProgress = (done: number, of: number): void => {
  if (done % EVERY !== 0 && done !== of) return
  const end = done === of ? '\n' : ''
  process.stderr.write(
    `\rThe demonstration company lives through its last sixty days: ${done} of ${of} cases${end}`,
  )
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const GROUPS = 3
const GROUP = 5

/** Fifteen random letters and digits in three groups, easy to type from a terminal. */
const newPassword = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => LETTERS.charAt(randomInt(LETTERS.length))).join(''),
  ).join('-')

const signInText = (password: string): string => {
  const lines = Object.entries(colleagues).map(
    ([key, { name, role }]) => `  ${emailOf(key).padEnd(26)}${name}, ${role}`,
  )
  return `Sign in as one of these, all with the password ${password}\n${lines.join('\n')}\n`
}
