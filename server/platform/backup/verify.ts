import { Fault } from '../faults.ts'
import { filesBelow, measure } from './copy.ts'
import { type Manifest, readManifest } from './manifest.ts'

const OWN = new Set(['manifest.json', 'manifest.sha256'])

/** Reads every byte of a backup and compares. Throws `backupFailed` with the first files that differ. */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder)
  const faults: string[] = []
  for (const entry of manifest.entries) {
    const found = await measure(folder, entry.path)
    if (!found) faults.push(`${entry.path} is missing`)
    else if (found.sha256 !== entry.sha256) faults.push(`${entry.path} was altered`)
  }
  const known = new Set(manifest.entries.map((entry) => entry.path))
  for (const path of await filesBelow(folder)) {
    if (!known.has(path) && !OWN.has(path)) faults.push(`${path} does not belong to it`)
  }
  if (faults.length === 0) return manifest
  const more = faults.length > 5 ? ` and ${faults.length - 5} more` : ''
  throw new Fault(
    'backupFailed',
    `The backup in ${folder} is damaged: ${faults.slice(0, 5).join('; ')}${more}. Nothing was restored from it.`,
  )
}
