import type { Command } from './command.ts'
import { backup } from './commands/backup.ts'
import { restore } from './commands/restore.ts'
import { seed } from './commands/seed.ts'
import { setup } from './commands/setup.ts'
import { status } from './commands/status.ts'

/** All commands in the order in which help lists them. */
export const commands: readonly Command[] = [setup, status, backup, restore, seed]
