import { resolve } from 'node:path'
import { createBackup } from '../../platform/backup/create.ts'
import { Fault } from '../../platform/faults.ts'
import { version } from '../../platform/places.ts'
import { type Command, readWords } from '../command.ts'
import { withDesk } from '../with-desk.ts'

/** `regard backup [FOLDER]`: work goes on meanwhile. */
export const backup: Command = {
  usage: '[FOLDER]   (default: DATA_DIR-backups/DATE-TIME)',
  run: (words) => {
    const { positionals } = readWords(words, {})
    return withDesk(async ({ dataDir, superuserUrl }) => {
      if (!superuserUrl) throw external()
      const target = resolve(positionals[0] ?? `${dataDir}-backups/${timeName()}`)
      const { entries } = await createBackup({ dataDir, superuserUrl, target, version })
      const megabytes = entries.reduce((sum, { size }) => sum + size, 0) / 1024 / 1024
      console.log(
        `Backed up into ${target} (${entries.length} files, ${megabytes.toFixed(0)} MB, read back and proven).`,
      )
      console.log('It holds everything, secret included: keep it on another machine, and closed to others.')
    })
  },
}

function timeName(): string {
  return new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
}

function external(): Fault {
  return new Fault(
    'backupFailed',
    'The database in DATABASE_URL is backed up by its own tools: run pg_dump or what your hosting offers, and copy "files" and "secret" of DATA_DIR with it. Nothing was done.',
  )
}
