import { existsSync } from 'node:fs'
import { test as base } from '@playwright/test'
import { chromium } from './chromium.ts'
import { freePort } from './free-port.ts'
import { createOwnDatabase } from './own-database.ts'
import { dataFolder, forgetRunning, type Running, run } from './running.ts'

/** The real, built application with data of its own, shared by the journeys of one file. */
export type Desk = { url: string; dataDir: string; env: Record<string, string>; process: Running }

/** `test` for journeys: starts the application before the first one of a file and stops it after the last. */
export const test = base.extend<
  { browserThere: undefined },
  { deskOf: string; deskSettings: Record<string, string>; desk: Desk }
>({
  deskOf: ['everybody', { scope: 'worker', option: true }],
  deskSettings: [{}, { scope: 'worker', option: true }],
  browserThere: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what is needed
    async ({}, use, info) => {
      info.skip(!existsSync(chromium), `there is no Chromium at ${chromium}`)
      await use(undefined)
    },
    { auto: true },
  ],
  desk: [
    // Files that name their desk by `test.use({ deskOf })` get one of their own.
    async ({ deskOf: _, deskSettings }, use) => {
      const port = await freePort()
      const dataDir = await dataFolder()
      const database = await createOwnDatabase()
      const env: Record<string, string> = {
        DATA_DIR: dataDir,
        PORT: String(port),
        SMTP_ENABLED: 'on',
        SMTP_PORT: String(await freePort()),
        REGARD_PG_FSYNC: 'off',
        ...(database ? { DATABASE_URL: database.url } : {}),
        ...deskSettings,
      }
      const process = run({ env })
      await process.says('Regard is ready')
      await use({ url: `http://localhost:${port}`, dataDir, env, process })
      process.signal('SIGTERM')
      await process.ended
      await database?.drop()
      await forgetRunning()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
})

export { expect } from '@playwright/test'
