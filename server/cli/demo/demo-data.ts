import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../platform/faults.ts'

/** The file that tells how to sign in to a demonstration, and that a data folder holds one. */
export const signInsIn = (dataDir: string): string => join(dataDir, 'demonstration.txt')

/**
 * A demonstration is for looking: its people share one password, so it never serves as a real desk.
 * @throws Fault when the data folder holds a demonstration
 */
export const refuseDemoData = (dataDir: string): void => {
  if (!existsSync(signInsIn(dataDir))) return
  const message = `The data in ${dataDir} is a demonstration, whose people share one password. Start it with "npm run demo", or give another folder as DATA_DIR.`
  throw new Fault('refused', message)
}
