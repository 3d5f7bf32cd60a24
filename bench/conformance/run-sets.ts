import type { ConformanceSet, SetResult } from './set.ts'

export interface Conformance {
  readonly results: readonly SetResult[]
  /** Sets whose folder is not there. */
  readonly absent: readonly string[]
}

/** A set is called like its function, in the spelling of its folder: `mailZammad` is `mail-zammad`. */
const nameOf = (set: ConformanceSet): string =>
  set.name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Runs the sets one after the other, so that none slows another down. */
export const runSets = async (sets: readonly ConformanceSet[], dataDir: string): Promise<Conformance> => {
  const results: SetResult[] = []
  const absent: string[] = []
  for (const set of sets) {
    const found = await set(dataDir)
    if (found) results.push(...found)
    else absent.push(nameOf(set))
  }
  return { results, absent }
}
