import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../../server/platform/db/migrate.ts'
import { openPostgres } from '../../server/platform/postgres/index.ts'

/** Gives `work` the address of a throw-away database on which every migration below `folder` has been run. */
export const withMigratedDatabase = async <T>(
  folder: string,
  work: (url: string) => Promise<T>,
): Promise<T> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'regard-gate-'))
  try {
    const postgres = await openPostgres({ dataDir, as: 'server', durable: false })
    try {
      await migrate(postgres.url, folder)
      return await work(postgres.url)
    } finally {
      await postgres.stop()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
