import { join } from 'node:path'
import type { Config } from '../../platform/config/config.ts'
import { openDemo } from './open-demo.ts'
import { openPostBox } from './post-box.ts'

/** What `npm run demo` adds to a start. */
export type Demonstration = {
  config: Config
  /** Fills the desk when it is new; resolves to what the person at the terminal should know. */
  fill(databaseUrl: string): Promise<string>
  stop(): Promise<void>
}

/** No mail of a demonstration leaves the house, unless the settings name a relay. */
export async function prepareDemonstration(config: Config, dataDir: string): Promise<Demonstration> {
  const folder = join(dataDir, 'sent')
  const postBox = await openPostBox(folder)
  const kept = { ...config, SMTP_RELAY: config.SMTP_RELAY ?? `smtp://127.0.0.1:${postBox.port}` }
  return {
    config: kept,
    fill: async (databaseUrl) => {
      const signIns = await openDemo({ config: kept, databaseUrl, dataDir })
      return `${signIns}\nMail that is sent here goes nowhere: it is put into ${folder}.`
    },
    stop: postBox.close,
  }
}
