import { defineConfig } from 'vitest/config'

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
        test: {
          name: 'web',
          environment: 'node',
          include: ['web/**/*.test.{ts,tsx}', 'widget/**/*.test.ts'],
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
