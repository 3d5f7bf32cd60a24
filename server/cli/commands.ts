import type { Command } from './command.ts'

/** A command as the list shows it; the rest is loaded when it is asked for, so that none waits for all. */
export type Listed = {
  /** The words after `regard`, such as `token create`. */
  name: string
  /** One line for the list of commands. */
  about: string
  load(): Promise<Command>
}

/** All commands in the order in which help lists them. */
export const commands: readonly Listed[] = [
  {
    name: 'setup',
    about: 'Create the first administrator of a new desk.',
    load: async () => (await import('./commands/setup.ts')).setup,
  },
  {
    name: 'token create',
    about: 'Make an API token and print it, this once.',
    load: async () => (await import('./commands/token-create.ts')).tokenCreate,
  },
  {
    name: 'mailbox add',
    about: 'Set up a mailbox: an address, and how its mail is sent and fetched.',
    load: async () => (await import('./commands/mailbox-add.ts')).mailboxAdd,
  },
  {
    name: 'mail import',
    about: 'Bring old mail in: an mbox or a Maildir becomes the history of a mailbox.',
    load: async () => (await import('./commands/mail-import.ts')).mailImport,
  },
  {
    name: 'status',
    about: 'Say what runs, where the data is, how much there is, and what is stuck.',
    load: async () => (await import('./commands/status.ts')).status,
  },
  {
    name: 'backup',
    about: 'Back up database, files and secret into a new folder, while people work.',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    about: 'Put a backup into DATA_DIR, after checking every byte of it.',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  {
    name: 'seed',
    about: 'Fill this desk with invented cases, to try or to measure it. Never on a desk in use.',
    load: async () => (await import('./commands/seed.ts')).seed,
  },
]
