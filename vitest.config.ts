import { defineConfig } from 'vitest/config'
import { babel } from './web/build/babel.ts'

const serverTests = ['server/**/*.test.ts', 'tools/**/*.test.ts', 'tests/**/*.test.ts', 'bench/**/*.test.ts']
/** Tests that start whole processes and clusters: alone, one after the other, with more patience. */
const slowTests = ['tests/running/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          environment: 'node',
          include: [...serverTests, 'pages/**/*.test.{ts,tsx}'],
          exclude: [...slowTests, '**/node_modules/**'],
          globalSetup: 'tests/harness/global-setup.ts',
          setupFiles: 'tests/harness/setup.ts',
          pool: 'forks',
          testTimeout: 15_000,
          hookTimeout: 30_000,
        },
      },
      {
        // The macros and the compiler as in the desk itself.
        plugins: [babel()],
        test: {
          name: 'web',
          environment: 'node',
          include: ['web/**/*.test.{ts,tsx}', 'widget/**/*.test.ts'],
          setupFiles: 'web/app/testing/setup.ts',
          isolate: false,
        },
      },
      {
        test: {
          name: 'running',
          environment: 'node',
          include: slowTests,
          globalSetup: 'tests/harness/built.ts',
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
    maxWorkers: 2,
  },
})
