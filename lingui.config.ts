import { defineConfig } from '@lingui/cli'

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en'],
  fallbackLocales: { default: 'en' },
  catalogs: [
    {
      path: '<rootDir>/web/locales/{locale}/messages',
      include: ['<rootDir>/web'],
      exclude: ['**/*.test.ts', '**/*.test.tsx', '**/web/build/**', '**/*.config.ts'],
    },
  ],
  format: 'po',
  formatOptions: { origins: false },
})
