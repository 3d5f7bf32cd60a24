import { defineConfig } from '@lingui/cli'

const neverRead = ['**/*.test.ts', '**/*.test.tsx', '**/web/build/**', '**/*.config.ts']
/** Only files that nothing but a section of the settings leads to. */
const onlySettings = [
  '**/*-settings.tsx',
  '**/{calendar,field,guideline,macro,mailbox,policy,rota,sign-in,staff,team,token}-dialog.tsx',
  '**/email/{dkim-keys,folder-choice,import-dialog,kept-mail-row,mailbox-health,mailbox-servers}.tsx',
  '**/email/{sending-identity,server-fields,sign-in-button}.tsx',
  '**/email/{use-mailbox-draft,use-sign-in-return}.ts',
]

export default defineConfig({
  sourceLocale: 'en',
  locales: ['en'],
  fallbackLocales: { default: 'en' },
  catalogs: [
    {
      path: '<rootDir>/web/locales/{locale}/messages',
      include: ['<rootDir>/web'],
      exclude: [...neverRead, ...onlySettings],
    },
    // Loaded with the settings: what few people ever open does not weigh on the first screen of everybody.
    {
      path: '<rootDir>/web/locales/{locale}/settings',
      include: onlySettings.map((files) => files.replace('**', '<rootDir>/web/**')),
      exclude: neverRead,
    },
  ],
  format: 'po',
  formatOptions: { origins: false },
})
