import { readdirSync, readFileSync } from 'node:fs'

const KB = 1024

/** A process and everything it started, and they started: as Linux tells it in /proc. */
export const familyOf = (pid: number): number[] => {
  const children = new Map<number, number[]>()
  for (const entry of readdirSync('/proc')) {
    const parent = parentOf(entry)
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(entry)])
  }
  const family = [pid]
  for (const member of family) family.push(...(children.get(member) ?? []))
  return family
}

const parentOf = (entry: string): number | null => {
  if (!/^\d+$/.test(entry)) return null
  // The name of the program stands in brackets and may hold anything.
  const stat = read(`/proc/${entry}/stat`).replace(/^.*\)/s, '')
  return stat === '' ? null : Number(stat.trim().split(' ')[1])
}

/**
 * Memory of processes in MB. Shared pages are divided among those who share them, so that the sum over a database
 * and its children is what the machine really gives.
 */
export const memoryMb = (pids: readonly number[]): number =>
  pids.reduce(
    (sum, pid) => sum + Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
    0,
  ) / KB

// A process may end while one looks.
const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
