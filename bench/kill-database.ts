import { join } from 'node:path'
import pg from 'pg'
import { findPostmaster } from '../server/platform/postgres/pid-file.ts'
import { rest } from './kill-load.ts'

export const postmasterOf = (dataDir: string) => findPostmaster(join(dataDir, 'postgres'))

/** Opens a desk's own database, which after a kill of one of its processes takes nobody for a while. */
export const desksDatabase = async (dataDir: string): Promise<pg.Client> => {
  for (const end = Date.now() + 120_000; ; await rest(250)) {
    const found = await postmasterOf(dataDir)
    const client = new pg.Client({ host: found?.socketDir, user: 'regard', database: 'regard' })
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      if (Date.now() > end) throw error
    }
  }
}
