import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { chromium } from './tests/harness/chromium.ts'

if (!existsSync(chromium) && !process.argv.includes('--list')) {
  process.stderr.write(
    `\nTHE BROWSER TESTS DO NOT RUN: there is no Chromium at ${chromium}. Install it or set CHROMIUM to its path.\n`,
  )
}

export default defineConfig({
  testDir: 'tests/journeys',
  testMatch: '*.journey.ts',
  workers: 1,
  timeout: 120_000,
  // Waiting costs a passing walk nothing, and machines that run tests are often busy with other things.
  expect: { timeout: 25_000 },
  outputDir: 'test-results/journeys',
  reporter: [['list'], ['json']],
  use: {
    browserName: 'chromium',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
})
