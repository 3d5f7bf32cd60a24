import { readdirSync, readlinkSync, statSync } from 'node:fs'

/** The regular files this process holds open (Linux only: elsewhere the set is empty). */
export function openFiles(): Set<string> {
  return new Set(descriptors().map(target).filter(isPlainFile))
}

function descriptors(): string[] {
  try {
    return readdirSync('/proc/self/fd')
  } catch {
    return []
  }
}

/** Empty for a descriptor that was closed meanwhile. */
function target(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    return ''
  }
}

function isPlainFile(path: string): boolean {
  const watched = path.startsWith('/') && !path.includes('/node_modules/')
  return watched && Boolean(statSync(path, { throwIfNoEntry: false })?.isFile())
}
