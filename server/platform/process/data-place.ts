import { join, resolve } from 'node:path'
import { installRoot } from '../places.ts'
import { canReach, chooseRunAs } from '../postgres/run-as.ts'

/** The system's standard place for data of services. */
const SYSTEM_PLACE = '/var/lib/regard'

/** Regard's data folder, and a sentence for the operator when it is not where one would look first. */
export type DataPlace = { dataDir: string; note?: string }

/**
 * `DATA_DIR` when given, else `data` beside the programs. The embedded database may not run as root: when no
 * other user can enter there (root's home), the data lives in the system's standard place.
 * @param part a folder inside the place that is chosen for us, such as `demo`
 */
export function chooseDataPlace(options: {
  given: string | undefined
  embedded: boolean
  part?: string
  reachable?: (cluster: string) => boolean
}): DataPlace {
  if (options.given) return { dataDir: resolve(options.given) }
  const part = options.part ?? ''
  const beside = join(installRoot, 'data', part)
  const cluster = join(beside, 'postgres')
  const reachable = options.reachable ?? reachableByDatabase
  if (!options.embedded || reachable(cluster)) return { dataDir: beside }
  const dataDir = join(SYSTEM_PLACE, part)
  return {
    dataDir,
    note: `Only root may enter ${installRoot}, and the database may not run as root: the data lives in ${dataDir}.`,
  }
}

function reachableByDatabase(cluster: string): boolean {
  return canReach(cluster, chooseRunAs(cluster))
}
