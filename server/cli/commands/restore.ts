import { resolve } from 'node:path'
import { restoreBackup } from '../../platform/backup/restore.ts'
import { configFromEnvironment } from '../../platform/config/config.ts'
import { Fault } from '../../platform/faults.ts'
import { chooseDataPlace } from '../../platform/process/data-place.ts'
import { type Command, readWords } from '../command.ts'
import { withDesk } from '../with-desk.ts'

/** `regard restore FOLDER`: checks, puts in place, and starts the database once to prove it. */
export const restore: Command = {
  usage: 'FOLDER [--force]   (--force: move data that is there aside and keep it)',
  run: async (words) => {
    const { positionals, values } = readWords(words, { force: { type: 'boolean' } })
    const [folder] = positionals
    if (!folder) throw new Fault('usage', 'Name the folder of the backup.')
    const config = configFromEnvironment()
    if (config.DATABASE_URL) throw external()
    const { dataDir } = chooseDataPlace({ given: config.DATA_DIR, embedded: true })
    const { manifest, kept } = await restoreBackup({
      folder: resolve(folder),
      dataDir,
      force: values.force ?? false,
    })
    await withDesk(async () => undefined)
    console.log(`Restored what was backed up at ${manifest.createdAt} into ${dataDir}. Start with: npm start`)
    if (kept) console.log(`The data that was there before is kept in ${kept}.`)
  },
}

function external(): Fault {
  return new Fault(
    'backupFailed',
    'The database in DATABASE_URL is restored by its own tools (pg_restore). Put "files" and "secret" back into DATA_DIR. Nothing was done.',
  )
}
